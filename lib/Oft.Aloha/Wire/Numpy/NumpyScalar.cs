using System.Globalization;
using System.Numerics;

namespace Oft.Aloha.Wire.Numpy;

/// <summary>One number with its NumPy type, which openpi keeps apart from an array without axes.</summary>
/// <param name="Type">What it is; a kind of number.</param>
/// <param name="Value">bool, long, ulong or double.</param>
public sealed record NumpyScalar(NumpyType Type, object Value)
{
    /// <summary>A plain value as NumPy turns it into a type: integers wrap around, floats are rounded, text is parsed, a list becomes an array.</summary>
    /// <exception cref="WireException">There is no such conversion.</exception>
    public static object Convert(NumpyType type, object? value)
    {
        if (!type.IsNumber) throw new WireException(WireFault.Array, $"scalar of {type.Descriptor}: expected a number type.");
        if (value is not IReadOnlyList<object?> list) return new NumpyScalar(type, Number(type, value));
        var bytes = new byte[list.Count * type.Size];
        for (var i = 0; i < list.Count; i++) Bytes(type, Number(type, list[i])).CopyTo(bytes, i * type.Size);
        return new NumpyArray(type, [list.Count], bytes);
    }

    private static object Number(NumpyType type, object? value)
    {
        if (value is string text) value = Parsed(text);
        return type.Kind switch
        {
            'b' => value switch { bool truth => truth, double number => number != 0, _ => !Integer(value).IsZero },
            'f' => Rounded(type.Size, value is double number ? number : (double)Integer(value)),
            'u' => (ulong)(Integer(value) & ((BigInteger.One << (8 * type.Size)) - 1)),
            _ => Signed(Integer(value), type.Size),
        };
    }

    private static object Parsed(string text) =>
        BigInteger.TryParse(text.Length > 400 ? "" : text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var integer) ? integer
        : double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number
        : throw new WireException(WireFault.Value, "scalar: expected a number, got text.");

    private static double Rounded(int size, double value) => size switch { 2 => (double)(Half)value, 4 => (float)value, _ => value };

    private static long Signed(BigInteger value, int size)
    {
        var shift = 64 - 8 * size;
        return (long)(ulong)(value & ulong.MaxValue) << shift >> shift;
    }

    private static BigInteger Integer(object? value) => value switch
    {
        bool truth => truth ? 1 : 0,
        long number => number,
        ulong number => number,
        BigInteger number => number,
        double number when double.IsFinite(number) => new BigInteger(number),
        _ => throw new WireException(WireFault.Value, $"scalar: expected a number, got {value?.GetType().Name ?? "nothing"}."),
    };

    private static byte[] Bytes(NumpyType type, object value)
    {
        byte[] little = (value, type.Size) switch
        {
            (bool truth, _) => [truth ? (byte)1 : (byte)0],
            (double number, 2) => BitConverter.GetBytes((Half)number),
            (double number, 4) => BitConverter.GetBytes((float)number),
            (double number, _) => BitConverter.GetBytes(number),
            (long number, _) => BitConverter.GetBytes(number)[..type.Size],
            _ => BitConverter.GetBytes((ulong)value)[..type.Size],
        };
        if (type.BigEndian) Array.Reverse(little);
        return little;
    }
}
