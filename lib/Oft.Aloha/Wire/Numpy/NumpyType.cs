using System.Globalization;
using System.Text.RegularExpressions;

namespace Oft.Aloha.Wire.Numpy;

/// <summary>What one element of an array on the wire is, as NumPy describes it.</summary>
/// <param name="Kind"><c>b</c> truth value, <c>i</c> signed, <c>u</c> unsigned, <c>f</c> floating point: numbers; <c>c</c> complex, <c>U</c> text, <c>S</c> bytes, <c>M</c> and <c>m</c> times: carried, not read.</param>
/// <param name="Size">Bytes of one element.</param>
/// <param name="BigEndian">Most significant byte first.</param>
/// <param name="Unit">Of a time, with its brackets; empty otherwise.</param>
/// <remarks>Objects (pointers) and structures are refused: a pointer from the wire must never be followed.</remarks>
public readonly partial record struct NumpyType(char Kind, int Size, bool BigEndian = false, string Unit = "")
{
    private static readonly Dictionary<string, NumpyType> names = new()
    {
        ["?"] = new('b', 1), ["bool"] = new('b', 1), ["b"] = new('i', 1), ["B"] = new('u', 1),
        ["int8"] = new('i', 1), ["int16"] = new('i', 2), ["int32"] = new('i', 4), ["int64"] = new('i', 8), ["int"] = new('i', 8),
        ["uint8"] = new('u', 1), ["uint16"] = new('u', 2), ["uint32"] = new('u', 4), ["uint64"] = new('u', 8),
        ["float16"] = new('f', 2), ["float32"] = new('f', 4), ["float64"] = new('f', 8), ["float"] = new('f', 8),
        // What every message carries, known without the pattern.
        ["|u1"] = new('u', 1), ["<f4"] = new('f', 4), ["<f8"] = new('f', 8),
    };

    [GeneratedRegex(@"^([<>|=]?)([biufcUSMm])([0-9]{1,4})(\[[a-zA-Z0-9]{1,8}\])?$", RegexOptions.NonBacktracking)]
    private static partial Regex Pattern { get; }

    /// <summary>Unsigned bytes: pictures.</summary>
    public static NumpyType UInt8 { get; } = new('u', 1);

    /// <summary>Single precision.</summary>
    public static NumpyType Float32 { get; } = new('f', 4);

    /// <summary>Double precision: states and actions.</summary>
    public static NumpyType Float64 { get; } = new('f', 8);

    /// <summary>True where elements can be read as numbers.</summary>
    public bool IsNumber => (Kind, Size) is ('b', 1) or ('i' or 'u', 1 or 2 or 4 or 8) or ('f', 2 or 4 or 8);

    /// <summary>NumPy's descriptor: byte order, kind, size.</summary>
    public string Descriptor => string.Create(CultureInfo.InvariantCulture, $"{(Size == 1 || Kind == 'S' ? '|' : BigEndian ? '>' : '<')}{Kind}{(Kind == 'U' ? Size / 4 : Size)}{Unit}");

    /// <summary>Reads a descriptor (<c>&lt;f8</c>, <c>f8</c>, <c>=f8</c>) or a name (<c>float64</c>).</summary>
    /// <exception cref="WireException">It is not a type that travels here.</exception>
    public static NumpyType Parse(string text)
    {
        if (names.TryGetValue(text, out var named)) return named;
        if (Pattern.Match(text) is { Success: true } match)
        {
            var (kind, size) = (match.Groups[2].Value[0], int.Parse(match.Groups[3].Value, CultureInfo.InvariantCulture));
            var known = kind switch
            {
                'b' => size == 1,
                'i' or 'u' => size is 1 or 2 or 4 or 8,
                'f' => size is 2 or 4 or 8 or 16,
                'c' => size is 8 or 16 or 32,
                'M' or 'm' => size == 8,
                _ => size > 0,
            };
            var unit = match.Groups[4].Value;
            if (known && (unit == "" || kind is 'M' or 'm'))
                return new NumpyType(kind, kind == 'U' ? 4 * size : size, match.Groups[1].Value == ">" && size > 1 && kind != 'S', unit);
        }
        throw new WireException(WireFault.Array, $"array type '{(text.Length > 40 ? text[..40] + "…" : text)}': expected numbers, such as |u1, <f4 or <f8.");
    }
}
