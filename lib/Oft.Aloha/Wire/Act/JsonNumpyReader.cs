using System.Buffers;
using System.Buffers.Text;
using System.Globalization;
using System.Numerics;
using System.Text.Json;
using System.Text.Unicode;
using Oft.Aloha.Wire.Numpy;

namespace Oft.Aloha.Wire.Act;

/// <summary>Reads JSON in which any object with a member <c>__numpy__</c> is an array.</summary>
/// <remarks>
/// Arrays become <see cref="NumpyArray"/> at any depth, objects <see cref="WireMap"/>; other values as that type lists them. What Python alone
/// lets pass is refused: bare NaN, characters outside base64, guessed shapes. Members of any order and further ones are read, as Python reads them.
/// <para>Upstream: the package json-numpy, object_hook.</para>
/// </remarks>
public static class JsonNumpyReader
{
    /// <summary>Objects and lists within each other, at most.</summary>
    public const int DeepestNesting = 16;

    /// <summary>Values in one text, at most: more would take many times its own length.</summary>
    public const int MostValues = 1 << 18;

    private const string Mark = "__numpy__";
    private const int LongestInteger = 400;

    /// <summary>Reads a text.</summary>
    /// <param name="utf8">The whole text.</param>
    /// <exception cref="WireException">It is no JSON, too deep, or holds an array that is none.</exception>
    public static object? Read(ReadOnlySpan<byte> utf8)
    {
        if (!Utf8.IsValid(utf8)) throw new WireException(WireFault.Value, "JSON: expected UTF-8.");
        try
        {
            var json = new Utf8JsonReader(utf8, new JsonReaderOptions { MaxDepth = 2 * DeepestNesting });
            var values = MostValues;
            json.Read();
            var value = Value(ref json, 1, ref values);
            while (json.Read())
                throw new WireException(WireFault.Syntax, "JSON: expected one value and nothing behind it.");
            return value;
        }
        catch (JsonException broken)
        {
            throw new WireException(WireFault.Syntax, $"JSON: {broken.Message}", broken);
        }
        catch (InvalidOperationException broken)
        {
            throw new WireException(WireFault.Value, "JSON: a text holds half a surrogate pair.", broken);
        }
    }

    private static object? Value(ref Utf8JsonReader json, int depth, ref int left)
    {
        if (left-- == 0) throw new WireException(WireFault.Limit, $"JSON: expected at most {MostValues} values.");
        switch (json.TokenType)
        {
            case JsonTokenType.StartObject or JsonTokenType.StartArray when depth > DeepestNesting:
                throw new WireException(WireFault.Limit, $"JSON: expected at most {DeepestNesting} levels.");
            case JsonTokenType.StartObject:
                return Object(ref json, depth, ref left);
            case JsonTokenType.StartArray:
                var list = new List<object?>();
                while (json.Read() && json.TokenType != JsonTokenType.EndArray) list.Add(Value(ref json, depth + 1, ref left));
                return list;
            case JsonTokenType.String:
                return json.GetString();
            case JsonTokenType.Number:
                return Number(ref json);
            default:
                return json.TokenType == JsonTokenType.Null ? null : json.TokenType == JsonTokenType.True;
        }
    }

    private static object Object(ref Utf8JsonReader json, int depth, ref int left)
    {
        var map = new WireMap();
        while (json.Read() && json.TokenType != JsonTokenType.EndObject)
        {
            var name = json.GetString()!;
            json.Read();
            // A picture goes from the text into its bytes at once; what is no base64 is told when the object is complete, as Python tells it.
            map.Add(name, name == Mark && json.TokenType == JsonTokenType.String ? Base64Bytes(ref json) : Value(ref json, depth + 1, ref left));
        }
        return map.Has(Mark) ? Array(map) : map;
    }

    private static object? Base64Bytes(ref Utf8JsonReader json)
    {
        var text = json.ValueIsEscaped ? System.Text.Encoding.UTF8.GetBytes(json.GetString()!) : json.ValueSpan;
        var bytes = new byte[Base64.GetMaxDecodedFromUtf8Length(text.Length)];
        return Base64.DecodeFromUtf8(text, bytes, out _, out var written) == OperationStatus.Done ? (ReadOnlyMemory<byte>)bytes.AsMemory(0, written) : null;
    }

    private static NumpyArray Array(WireMap map)
    {
        if (map[Mark] is not ReadOnlyMemory<byte> bytes) throw new WireException(WireFault.Array, "array: expected base64 in __numpy__.");
        if (!map.TryGet("dtype", out var type) || type is not string descriptor) throw new WireException(WireFault.Array, "array: expected a type's descriptor in dtype.");
        if (!map.TryGet("shape", out var shape) || shape is not List<object?> sizes) throw new WireException(WireFault.Array, "array: expected a list of sizes in shape.");
        return new NumpyArray(NumpyType.Parse(descriptor), [.. sizes.Select(Size)], bytes);
    }

    private static int Size(object? size) => size is long and >= 0 and <= int.MaxValue ? (int)(long)size : throw new WireException(WireFault.Array, "array shape: expected sizes from 0 to 2^31 - 1.");

    private static object Number(ref Utf8JsonReader json)
    {
        if (json.TryGetInt64(out var small)) return small;
        if (json.TryGetUInt64(out var large)) return large;
        if (json.ValueSpan.IndexOfAny((byte)'.', (byte)'e', (byte)'E') >= 0) return json.GetDouble();
        if (json.ValueSpan.Length > LongestInteger) throw new WireException(WireFault.Limit, $"JSON: expected integers of at most {LongestInteger} digits.");
        return BigInteger.Parse(System.Text.Encoding.ASCII.GetString(json.ValueSpan), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
    }
}
