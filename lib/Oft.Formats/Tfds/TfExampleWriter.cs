using System.Text;
using Google.Protobuf;

namespace Oft.Formats.Tfds;

/// <summary>Builds the bytes of a <c>tf.train.Example</c>, lists packed and names sorted, as TFDS writes them.</summary>
public sealed class TfExampleWriter
{
    private readonly SortedDictionary<string, byte[]> features = new(StringComparer.Ordinal);

    /// <summary>Adds a list of byte strings.</summary>
    public void Bytes(string name, IReadOnlyList<ReadOnlyMemory<byte>> values)
    {
        var lengths = values.Sum(value => 1L + CodedOutputStream.ComputeLengthSize(value.Length) + value.Length);
        Add(name, 1, checked((int)lengths), output =>
        {
            foreach (var value in values)
            {
                output.WriteTag(1, WireFormat.WireType.LengthDelimited);
                output.WriteBytes(UnsafeByteOperations.UnsafeWrap(value));
            }
        });
    }

    /// <summary>Adds a list of texts.</summary>
    public void Texts(string name, IEnumerable<string> values) => Bytes(name, [.. values.Select(x => (ReadOnlyMemory<byte>)Encoding.UTF8.GetBytes(x))]);

    /// <summary>Adds a list of floats.</summary>
    public void Floats(string name, ReadOnlyMemory<float> values)
    {
        var packed = checked(values.Length * 4);
        Add(name, 2, packed == 0 ? 0 : 1 + CodedOutputStream.ComputeLengthSize(packed) + packed, output =>
        {
            if (packed == 0) return;
            output.WriteTag(1, WireFormat.WireType.LengthDelimited);
            output.WriteLength(packed);
            foreach (var value in values.Span) output.WriteFloat(value);
        });
    }

    /// <summary>Adds a list of integers; booleans are 0 and 1.</summary>
    public void Integers(string name, IReadOnlyList<long> values)
    {
        var packed = values.Sum(CodedOutputStream.ComputeInt64Size);
        Add(name, 3, packed == 0 ? 0 : 1 + CodedOutputStream.ComputeLengthSize(packed) + packed, output =>
        {
            if (packed == 0) return;
            output.WriteTag(1, WireFormat.WireType.LengthDelimited);
            output.WriteLength(packed);
            foreach (var value in values) output.WriteInt64(value);
        });
    }

    /// <summary>The whole Example.</summary>
    public byte[] ToArray()
    {
        var entries = features.Select(feature => (Key: UnsafeByteOperations.UnsafeWrap(Encoding.UTF8.GetBytes(feature.Key)), Value: UnsafeByteOperations.UnsafeWrap(feature.Value))).ToList();
        var sizes = entries.Select(entry => 2 + CodedOutputStream.ComputeBytesSize(entry.Key) + CodedOutputStream.ComputeBytesSize(entry.Value)).ToList();
        var inner = checked(sizes.Sum(size => 1 + CodedOutputStream.ComputeLengthSize(size) + size));
        var bytes = new byte[1 + CodedOutputStream.ComputeLengthSize(inner) + inner];
        using var output = new CodedOutputStream(bytes);
        output.WriteTag(1, WireFormat.WireType.LengthDelimited);
        output.WriteLength(inner);
        foreach (var ((key, value), size) in entries.Zip(sizes))
        {
            output.WriteTag(1, WireFormat.WireType.LengthDelimited);
            output.WriteLength(size);
            output.WriteTag(1, WireFormat.WireType.LengthDelimited);
            output.WriteBytes(key);
            output.WriteTag(2, WireFormat.WireType.LengthDelimited);
            output.WriteBytes(value);
        }
        output.Flush();
        return bytes;
    }

    private void Add(string name, int list, int length, Action<CodedOutputStream> write)
    {
        var bytes = new byte[1 + CodedOutputStream.ComputeLengthSize(length) + length];
        using var output = new CodedOutputStream(bytes);
        output.WriteTag(list, WireFormat.WireType.LengthDelimited);
        output.WriteLength(length);
        write(output);
        output.Flush();
        if (!features.TryAdd(name, bytes)) throw new ArgumentException($"the feature '{name}' was added already.", nameof(name));
    }
}
