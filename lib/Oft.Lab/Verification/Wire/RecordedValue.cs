using System.Globalization;
using System.Numerics;
using System.Text.Json;
using Oft.Aloha.Wire;
using Oft.Aloha.Wire.Numpy;
using Oft.Aloha.Wire.OpenPi;

namespace Oft.Lab.Verification.Wire;

/// <summary>Python values as the folder spells them in JSON, made again.</summary>
/// <remarks>Long values are recorded by rule and hash; whoever makes one compares the hash.</remarks>
internal static class RecordedValue
{
    /// <summary>The value; throws <see cref="NotOfferedException"/> where it has no counterpart.</summary>
    /// <param name="json">As recorded.</param>
    /// <param name="extension">True where a pair of number and bytes is an extension, which Python shows as a tuple.</param>
    internal static object? Make(JsonElement json, bool extension = false) => json.ValueKind switch
    {
        JsonValueKind.Null => null,
        JsonValueKind.True or JsonValueKind.False => json.GetBoolean(),
        JsonValueKind.String => Text(json),
        JsonValueKind.Object => Object(json, extension),
        _ => throw new VerifyException($"a value {json.GetRawText()} is not known."),
    };

    private static object? Object(JsonElement json, bool extension)
    {
        if (json.Text("int") is { } integer) return Integer(BigInteger.Parse(integer, CultureInfo.InvariantCulture));
        if (json.Text("float64_bits_hex") is { } bits) return BitConverter.Int64BitsToDouble(long.Parse(bits, NumberStyles.HexNumber, CultureInfo.InvariantCulture));
        if (json.Text("str") is { } start) return new string(start[0], json.GetProperty("length_chars").GetInt32());
        if (json.Text("np.str_") is { } text) return text;
        if ((json.Text("bytes_hex") ?? json.Text("np.bytes_")) is { } hex) return (ReadOnlyMemory<byte>)Convert.FromHexString(hex);
        if (json.Member("bytes_length") is { } length) return Hashed(Enumerable.Repeat((byte)json.GetProperty("first_byte").GetInt32(), length.GetInt32()).ToArray(), json.Text("sha256"));
        if (json.Member("array") is { } list)
        {
            List<object?> values = [.. list.EnumerateArray().Select(x => Make(x))];
            return extension && values is [long type, ReadOnlyMemory<byte> data] ? new MessageExtension((sbyte)type, data) : values;
        }
        if (json.Member("array_length") is { } count) return Enumerable.Repeat(Make(json.GetProperty("all")), count.GetInt32()).ToList();
        if (json.Member("map") is { } members) return Map(members.EnumerateArray().Select(x => (Make(x[0]) ?? throw new NotOfferedException("a map here has no null among its keys."), Make(x[1]))));
        if (json.Member("map_length") is { } entries) return Map(Enumerable.Range(0, entries.GetInt32()).Select(i => ((object)$"k{i:D5}", (object?)0L)));
        if (json.Text("ndarray") is { } type_) return Array(json, NumpyType.Parse(type_));
        if (json.Text("npgeneric") is { } scalar) return NumpyScalar.Convert(NumpyType.Parse(scalar), Make(json.GetProperty("value")));
        throw new NotOfferedException($"a {json.Text("object") ?? "value of this kind"} has no counterpart");
    }

    private static NumpyArray Array(JsonElement json, NumpyType type)
    {
        int[] shape = [.. json.Integers("shape")];
        if (json.Text("c_order_bytes_hex") is { } hex) return new NumpyArray(type, shape, Convert.FromHexString(hex));
        // Recorded by hash only: one of the folder's synthetic pictures, rows or planes, or zeros.
        var sha = json.Text("c_order_bytes_sha256");
        var size = type.Size * shape.Aggregate(1, (a, b) => a * b);
        byte[][] known = shape switch
        {
            [var h, var w, 3] => [Picture(h, w, planes: false)],
            [3, var h, var w] => [Picture(h, w, planes: true)],
            _ => [],
        };
        var bytes = known.Append(new byte[size]).FirstOrDefault(x => JsonNumpyChecks.Hash(x) == sha) ?? throw new NotOfferedException("the array is recorded by its hash only, and no rule gives it.");
        return new NumpyArray(type, shape, bytes);
    }

    // (5x + 3y + 40c) mod 256
    private static byte[] Picture(int height, int width, bool planes)
    {
        var bytes = new byte[3 * height * width];
        for (var y = 0; y < height; y++)
            for (var x = 0; x < width; x++)
                for (var c = 0; c < 3; c++) bytes[planes ? (c * height + y) * width + x : (y * width + x) * 3 + c] = (byte)(5 * x + 3 * y + 40 * c);
        return bytes;
    }

    private static object Hashed(byte[] bytes, string? sha256) => JsonNumpyChecks.Hash(bytes) == sha256 ? (ReadOnlyMemory<byte>)bytes : throw new NotOfferedException("the bytes are recorded by their hash only, and no rule gives them.");

    private static WireMap Map(IEnumerable<(object Key, object? Value)> members)
    {
        var map = new WireMap();
        foreach (var (key, value) in members) map.Add(key, value);
        return map;
    }

    private static object Integer(BigInteger value) => value >= long.MinValue && value <= long.MaxValue ? (object)(long)value : value <= ulong.MaxValue && value > 0 ? (ulong)value : value;

    // JSON in .NET has no half surrogate pairs; the record has one, to be refused.
    private static string Text(JsonElement json)
    {
        try
        {
            return json.GetString()!;
        }
        catch (InvalidOperationException)
        {
            return "\ud800";
        }
    }
}
