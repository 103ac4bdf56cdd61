using System.Buffers;
using System.Text;
using MessagePack;
using Oft.Aloha.Wire.Numpy;

namespace Oft.Aloha.Wire.OpenPi;

/// <summary>Reads what openpi's <c>msgpack_numpy</c> packs. Bytes and arrays are windows into the message, never copies.</summary>
/// <remarks>
/// An array is known by its byte key alone, whatever the order of its members. Its bytes must be exactly as many as its shape needs: Python also
/// takes more of them, a negative size, and pointers (<c>|O</c>), which would be followed. No length is believed before its bytes are there.
/// </remarks>
public static class MessageReader
{
    /// <summary>Values in one message, at most.</summary>
    public const int MostValues = 1 << 18;

    private static readonly UTF8Encoding strict = new(false, throwOnInvalidBytes: true);

    /// <summary>Reads a message.</summary>
    /// <param name="message">The whole message; must not change while the result is used.</param>
    /// <exception cref="WireException">It is no MessagePack, more than one value, or holds an array that is none.</exception>
    public static object? Read(ReadOnlyMemory<byte> message)
    {
        try
        {
            var reader = new MessagePackReader(message);
            var left = MostValues;
            var value = Value(ref reader, 0, ref left);
            return reader.End ? value : throw new WireException(WireFault.Syntax, "MessagePack: expected one value and nothing behind it.");
        }
        catch (Exception broken) when (broken is MessagePackSerializationException or EndOfStreamException or DecoderFallbackException or OverflowException or ArgumentException or InvalidOperationException)
        {
            throw new WireException(WireFault.Syntax, $"MessagePack: {broken.Message}", broken);
        }
    }

    private static object? Value(ref MessagePackReader reader, int depth, ref int left)
    {
        if (depth > MessageNumpy.DeepestRead) throw new WireException(WireFault.Limit, $"MessagePack: expected at most {MessageNumpy.DeepestRead} levels.");
        if (left-- == 0) throw new WireException(WireFault.Limit, $"MessagePack: expected at most {MostValues} values.");
        switch (reader.NextMessagePackType)
        {
            case MessagePackType.Nil:
                reader.ReadNil();
                return null;
            case MessagePackType.Boolean:
                return reader.ReadBoolean();
            case MessagePackType.Integer:
                if (reader.NextCode != MessagePackCode.UInt64) return reader.ReadInt64();
                var unsigned = reader.ReadUInt64();
                return unsigned <= long.MaxValue ? (long)unsigned : unsigned;
            case MessagePackType.Float:
                return reader.NextCode == MessagePackCode.Float32 ? (double)reader.ReadSingle() : reader.ReadDouble();
            case MessagePackType.String:
                return strict.GetString(reader.ReadStringSequence()!.Value);
            case MessagePackType.Binary:
                return Window(reader.ReadBytes()!.Value);
            case MessagePackType.Array:
                var list = new List<object?>();
                for (var count = reader.ReadArrayHeader(); count > 0; count--) list.Add(Value(ref reader, depth + 1, ref left));
                return list;
            case MessagePackType.Map:
                return Map(ref reader, depth, ref left);
            case MessagePackType.Extension:
                var extension = reader.ReadExtensionFormat();
                if (extension.TypeCode is < 0 and not -1) throw new WireException(WireFault.Value, $"MessagePack: expected extension types 0 to 127, got {extension.TypeCode}.");
                return new MessageExtension(extension.TypeCode, Window(extension.Data));
            default:
                throw new WireException(WireFault.Syntax, $"MessagePack: the byte {reader.NextCode:x2} begins no value.");
        }
    }

    private static object? Map(ref MessagePackReader reader, int depth, ref int left)
    {
        var map = new WireMap();
        for (var count = reader.ReadMapHeader(); count > 0; count--)
        {
            if (Value(ref reader, depth + 1, ref left) is not { } key || key is not (string or ReadOnlyMemory<byte>)) throw new WireException(WireFault.Value, "MessagePack: expected texts or bytes as keys.");
            map.Add(key, Value(ref reader, depth + 1, ref left));
        }
        if (map.Has(MessageNumpy.Array)) return Array(map);
        return map.Has(MessageNumpy.Scalar) ? NumpyScalar.Convert(Type(map), Member(map, MessageNumpy.Data)) : map;
    }

    private static NumpyArray Array(WireMap map)
    {
        if (Member(map, MessageNumpy.Data) is not ReadOnlyMemory<byte> bytes) throw new WireException(WireFault.Array, "array: expected bytes in data.");
        IReadOnlyList<object?> sizes = Member(map, MessageNumpy.Shape) switch { List<object?> list => list, long size => [size], _ => throw new WireException(WireFault.Array, "array: expected a list of sizes in shape.") };
        var type = Type(map);
        if (type.Kind == 'c') throw new WireException(WireFault.Array, $"array: openpi takes none of {type.Descriptor}.");
        return new NumpyArray(type, [.. sizes.Select(Size)], bytes);
    }

    private static int Size(object? size) => size is long and >= 0 and <= int.MaxValue ? (int)(long)size : throw new WireException(WireFault.Array, "array shape: expected sizes from 0 to 2^31 - 1.");

    private static NumpyType Type(WireMap map) => Member(map, MessageNumpy.Type) switch
    {
        string text => NumpyType.Parse(text),
        ReadOnlyMemory<byte> bytes => NumpyType.Parse(Encoding.Latin1.GetString(bytes.Span)),
        _ => throw new WireException(WireFault.Array, "array: expected a type's descriptor in dtype."),
    };

    private static object? Member(WireMap map, object key) => map.TryGet(key, out var value) ? value : throw new WireException(WireFault.Array, "array: expected the members data, dtype and shape.");

    private static ReadOnlyMemory<byte> Window(ReadOnlySequence<byte> bytes) => bytes.IsSingleSegment ? bytes.First : bytes.ToArray();
}
