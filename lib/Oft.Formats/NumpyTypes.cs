namespace Oft.Formats;

/// <summary>How NumPy spells element types, without the byte order in front.</summary>
internal static class NumpyTypes
{
    public static ElementType? Parse(string code) => code switch
    {
        "b1" => ElementType.Bool,
        "u1" => ElementType.UInt8,
        "i1" => ElementType.Int8,
        "u2" => ElementType.UInt16,
        "i2" => ElementType.Int16,
        "u4" => ElementType.UInt32,
        "i4" => ElementType.Int32,
        "u8" => ElementType.UInt64,
        "i8" => ElementType.Int64,
        "f2" => ElementType.Float16,
        "f4" => ElementType.Float32,
        "f8" => ElementType.Float64,
        _ => null,
    };

    /// <summary>With the byte order in front, as a file has it.</summary>
    /// <exception cref="ArgumentException">NumPy has no such type.</exception>
    public static string Name(ElementType type) => type switch
    {
        ElementType.Bool => "|b1",
        ElementType.UInt8 => "|u1",
        ElementType.Int8 => "|i1",
        ElementType.UInt16 => "<u2",
        ElementType.Int16 => "<i2",
        ElementType.UInt32 => "<u4",
        ElementType.Int32 => "<i4",
        ElementType.UInt64 => "<u8",
        ElementType.Int64 => "<i8",
        ElementType.Float16 => "<f2",
        ElementType.Float32 => "<f4",
        ElementType.Float64 => "<f8",
        _ => throw new ArgumentException($"NumPy has no {type}; widen it to Float32 first.", nameof(type)),
    };
}
