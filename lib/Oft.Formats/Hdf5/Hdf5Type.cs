namespace Oft.Formats.Hdf5;

/// <summary>The type of stored elements.</summary>
/// <param name="Class">What one element is.</param>
/// <param name="Size">Bytes of one element; for variable length, of its handle.</param>
/// <param name="Signed">For integers.</param>
/// <param name="BigEndian">How it lies on disk; what is read comes little-endian.</param>
/// <param name="Element">For variable length, what its elements are.</param>
public sealed record Hdf5Type(Hdf5Class Class, int Size, bool Signed = false, bool BigEndian = false, Hdf5Type? Element = null)
{
    /// <summary>The name NumPy gives it: <c>float32</c>, <c>uint8</c>, <c>bool</c>, <c>|S10</c>, <c>object</c>.</summary>
    public string Name => Class switch
    {
        Hdf5Class.Float => $"float{Size * 8}",
        Hdf5Class.Integer => $"{(Signed ? "int" : "uint")}{Size * 8}",
        Hdf5Class.Enumeration => "bool",
        Hdf5Class.Text when Size > 0 => $"|S{Size}",
        Hdf5Class.Text or Hdf5Class.Variable => "object",
        _ => Class.ToString(),
    };

    /// <summary>The name NumPy gives it with its byte order: <c>&lt;f4</c>, <c>|u1</c>.</summary>
    public string Code => Class switch
    {
        Hdf5Class.Float or Hdf5Class.Integer => $"{(Size == 1 ? "|" : BigEndian ? ">" : "<")}{(Class == Hdf5Class.Float ? "f" : Signed ? "i" : "u")}{Size}",
        _ => Name,
    };
}
