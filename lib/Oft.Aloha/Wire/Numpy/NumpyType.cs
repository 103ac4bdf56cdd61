using System.Globalization;

namespace Oft.Aloha.Wire.Numpy;

/// <summary>What one element of an array on the wire is, as NumPy describes it.</summary>
/// <param name="Kind"><c>b</c> truth value, <c>i</c> signed, <c>u</c> unsigned, <c>f</c> floating point.</param>
/// <param name="Size">Bytes of one element: 1, 2, 4 or 8.</param>
/// <param name="BigEndian">Most significant byte first; false where an element is one byte.</param>
/// <remarks>Kinds that are pointers (object), times, texts or structures are not numbers and are refused: a pointer from the wire must never be followed.</remarks>
public readonly record struct NumpyType(char Kind, int Size, bool BigEndian = false)
{
    /// <summary>Unsigned bytes: pictures.</summary>
    public static NumpyType UInt8 { get; } = new('u', 1);

    /// <summary>Single precision.</summary>
    public static NumpyType Float32 { get; } = new('f', 4);

    /// <summary>Double precision: states and actions.</summary>
    public static NumpyType Float64 { get; } = new('f', 8);

    /// <summary>NumPy's descriptor: byte order, kind, size.</summary>
    public string Descriptor => string.Create(CultureInfo.InvariantCulture, $"{(Size == 1 ? '|' : BigEndian ? '>' : '<')}{Kind}{Size}");

    /// <summary>Reads a descriptor (<c>&lt;f8</c>, <c>f8</c>, <c>=f8</c>) or a name (<c>float64</c>).</summary>
    /// <exception cref="WireException">It is not a type of numbers that is read here.</exception>
    public static NumpyType Parse(string text)
    {
        var order = text.Length > 0 && "<>|=".Contains(text[0]) ? text[0] : '\0';
        var (kind, size) = Plain(order == '\0' ? text : text[1..], named: order == '\0');
        if (size == 0) throw new WireException($"array type '{(text.Length > 40 ? text[..40] + "…" : text)}': expected numbers, such as |u1, <f4 or <f8.");
        return new NumpyType(kind, size, order == '>' && size > 1);
    }

    private static (char Kind, int Size) Plain(string text, bool named) => text switch
    {
        "b1" or "?" => ('b', 1),
        "i1" or "b" => ('i', 1),
        "u1" or "B" => ('u', 1),
        ['i' or 'u', '2' or '4' or '8'] or ['f', '2' or '4' or '8'] => (text[0], text[1] - '0'),
        _ when named => Named(text),
        _ => default,
    };

    private static (char Kind, int Size) Named(string name) => name switch
    {
        "bool" => ('b', 1),
        "int8" => ('i', 1),
        "int16" => ('i', 2),
        "int32" => ('i', 4),
        "int64" or "int" => ('i', 8),
        "uint8" => ('u', 1),
        "uint16" => ('u', 2),
        "uint32" => ('u', 4),
        "uint64" => ('u', 8),
        "float16" => ('f', 2),
        "float32" => ('f', 4),
        "float64" or "float" => ('f', 8),
        _ => default,
    };
}
