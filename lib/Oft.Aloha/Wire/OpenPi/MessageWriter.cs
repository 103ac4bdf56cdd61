using System.Buffers;
using System.Numerics;
using System.Text;
using MessagePack;
using Oft.Aloha.Wire.Numpy;

namespace Oft.Aloha.Wire.OpenPi;

/// <summary>Writes values as openpi's <c>msgpack_numpy</c> packs them, byte for byte.</summary>
/// <remarks>
/// Integers, texts, bytes, lists and maps take their smallest form, a float always eight bytes. An array is a map of four members whose keys are
/// bytes: <c>__ndarray__</c>, <c>data</c>, <c>dtype</c>, <c>shape</c>; a number with a type one of three.
/// <para>Upstream: packages/openpi-client, msgpack_numpy.py. It is not the package msgpack-numpy, whose keys differ.</para>
/// </remarks>
public static class MessageWriter
{
    private static readonly UTF8Encoding strict = new(false, throwOnInvalidBytes: true);

    /// <summary>The bytes of a value.</summary>
    /// <param name="value">As <see cref="WireMap"/> lists them.</param>
    /// <exception cref="WireException">openpi refuses it: complex numbers, integers beyond 64 bits, more than 511 levels.</exception>
    public static byte[] Write(object? value) => Write(value, new ArrayBufferWriter<byte>(4096)).ToArray();

    /// <summary>The bytes of a value, written into room that is used again.</summary>
    /// <param name="value">As <see cref="WireMap"/> lists them.</param>
    /// <param name="into">Emptied first.</param>
    /// <returns>A window into the room.</returns>
    /// <exception cref="WireException">openpi refuses it: complex numbers, integers beyond 64 bits, more than 511 levels.</exception>
    public static ReadOnlyMemory<byte> Write(object? value, ArrayBufferWriter<byte> into)
    {
        into.ResetWrittenCount();
        var writer = new MessagePackWriter(into);
        Value(ref writer, value, 0);
        writer.Flush();
        return into.WrittenMemory;
    }

    private static void Value(ref MessagePackWriter writer, object? value, int depth)
    {
        if (depth > MessageNumpy.DeepestWritten) throw new WireException(WireFault.Limit, $"MessagePack: expected at most {MessageNumpy.DeepestWritten} levels.");
        switch (value)
        {
            case null: writer.WriteNil(); break;
            case bool truth: writer.Write(truth); break;
            case int number: writer.Write(number); break;
            case long number: writer.Write(number); break;
            case ulong number: writer.Write(number); break;
            case BigInteger number when number >= long.MinValue && number <= long.MaxValue: writer.Write((long)number); break;
            case BigInteger number when number > 0 && number <= ulong.MaxValue: writer.Write((ulong)number); break;
            case BigInteger: throw new WireException(WireFault.Value, "MessagePack: expected integers of at most 64 bits.");
            case double number: writer.Write(number); break;
            case string text: Text(ref writer, text); break;
            case ReadOnlyMemory<byte> bytes: writer.Write(bytes.Span); break;
            case NumpyArray array: Array(ref writer, array); break;
            case NumpyScalar { Type: { Kind: 'f', Size: 8 } } scalar: writer.Write((double)scalar.Value); break;     // Upstream: a NumPy float64 is a Python float
            case NumpyScalar scalar: Scalar(ref writer, scalar, depth); break;
            case MessageExtension extension: writer.WriteExtensionFormat(new ExtensionResult(extension.Type, new ReadOnlySequence<byte>(extension.Data))); break;
            case WireMap map:
                writer.WriteMapHeader(map.Count);
                foreach (var (key, member) in map)
                {
                    Value(ref writer, key, depth + 1);
                    Value(ref writer, member, depth + 1);
                }
                break;
            case IReadOnlyList<object?> list:
                writer.WriteArrayHeader(list.Count);
                foreach (var element in list) Value(ref writer, element, depth + 1);
                break;
            default: throw new WireException(WireFault.Value, $"MessagePack: a {value.GetType().Name} has no form in it.");
        }
    }

    private static void Text(ref MessagePackWriter writer, string text)
    {
        try
        {
            writer.WriteString(strict.GetBytes(text));
        }
        catch (EncoderFallbackException broken)
        {
            throw new WireException(WireFault.Value, "MessagePack: a text holds half a surrogate pair.", broken);
        }
    }

    private static void Array(ref MessagePackWriter writer, NumpyArray array)
    {
        if (array.Type.Kind == 'c') throw new WireException(WireFault.Array, $"MessagePack: openpi takes no array of {array.Type.Descriptor}.");
        writer.WriteMapHeader(4);
        Key(ref writer, MessageNumpy.Array);
        writer.Write(true);
        Key(ref writer, MessageNumpy.Data);
        writer.Write(array.Bytes.Span);
        Key(ref writer, MessageNumpy.Type);
        Text(ref writer, array.Type.Descriptor);
        Key(ref writer, MessageNumpy.Shape);
        writer.WriteArrayHeader(array.Shape.Count);
        foreach (var size in array.Shape) writer.Write(size);
    }

    private static void Scalar(ref MessagePackWriter writer, NumpyScalar scalar, int depth)
    {
        writer.WriteMapHeader(3);
        Key(ref writer, MessageNumpy.Scalar);
        writer.Write(true);
        Key(ref writer, MessageNumpy.Data);
        Value(ref writer, scalar.Value, depth + 1);
        Key(ref writer, MessageNumpy.Type);
        Text(ref writer, scalar.Type.Descriptor);
    }

    private static void Key(ref MessagePackWriter writer, object key) => writer.Write(((ReadOnlyMemory<byte>)key).Span);
}
