using System.Runtime.InteropServices;
using System.Text;
using Google.Protobuf;

namespace Oft.Formats.Tfds;

/// <summary>A <c>tf.train.Example</c>: a map from feature names to lists of bytes, floats or integers.</summary>
/// <remarks>
/// Parsed with the reader of Google.Protobuf, without generated classes: these would copy every picture out of the record, and a record holds a
/// whole episode. Packed and unpacked lists are both legal and may be mixed; where a name or a list stands twice, the rules of the wire format hold
/// (the last name wins, lists of one kind are joined).
/// </remarks>
public sealed class TfExample
{
    private static readonly UTF8Encoding strict = new(false, throwOnInvalidBytes: true);
    private readonly Dictionary<string, TfFeature> features = new(StringComparer.Ordinal);

    private TfExample() { }

    /// <summary>Every feature by name, such as <c>steps/observation/image</c>.</summary>
    public IReadOnlyDictionary<string, TfFeature> Features => features;

    /// <summary>Parses a record's data; byte strings keep pointing into it.</summary>
    /// <param name="record">One record's data.</param>
    /// <param name="source">For messages.</param>
    /// <exception cref="DamagedFileException">The bytes are not an Example.</exception>
    public static TfExample Parse(ReadOnlyMemory<byte> record, string source)
    {
        var segment = MemoryMarshal.TryGetArray(record, out var own) ? own : new ArraySegment<byte>(record.ToArray());
        var example = new TfExample();
        try
        {
            foreach (var all in Blocks(segment, 1))                             // Example.features
                foreach (var entry in Blocks(all, 1))                           // Features.feature, a map
                    example.Add(entry, segment, record);
            return example;
        }
        catch (InvalidProtocolBufferException e)
        {
            throw new DamagedFileException(source, FileFault.Value, "the record is not a tf.train.Example: " + e.Message, e);
        }
        catch (DecoderFallbackException e)
        {
            throw new DamagedFileException(source, FileFault.Name, "a feature's name is not UTF-8.", e);
        }
        catch (FormatException e)
        {
            throw new DamagedFileException(source, FileFault.Value, "the record is not a tf.train.Example: " + e.Message, e);
        }
    }

    private void Add(ArraySegment<byte> entry, ArraySegment<byte> segment, ReadOnlyMemory<byte> record)
    {
        var name = "";
        var places = new List<(int, int)>();
        var floats = new List<float>();
        var integers = new List<long>();
        var kind = FeatureKind.None;
        foreach (var (field, block) in Fields(entry))
        {
            if (field == 1) name = strict.GetString(block);
            if (field != 2) continue;
            foreach (var (list, values) in Fields(block))
            {
                if (list is < 1 or > 3) continue;
                var now = (FeatureKind)list;
                if (now != kind) { places.Clear(); floats.Clear(); integers.Clear(); }
                kind = now;
                if (now == FeatureKind.Bytes)
                    places.AddRange(Blocks(values, 1).Select(x => (x.Offset - segment.Offset, x.Count)));
                else
                    Numbers(values, now, floats, integers);
            }
        }
        features[name] = new TfFeature(record, kind, places.Count > 0 ? [.. places] : null, floats.Count > 0 ? [.. floats] : null, integers.Count > 0 ? [.. integers] : null);
    }

    private static void Numbers(ArraySegment<byte> list, FeatureKind kind, List<float> floats, List<long> integers)
    {
        var input = Reader(list);
        for (uint tag; (tag = input.ReadTag()) != 0;)
        {
            var (field, type) = (WireFormat.GetTagFieldNumber(tag), WireFormat.GetTagWireType(tag));
            if (field == 1 && type == WireFormat.WireType.LengthDelimited)
            {
                var block = Block(ref input, list);
                if (kind == FeatureKind.Int64)
                    for (var packed = Reader(block); !packed.IsAtEnd;) integers.Add(packed.ReadInt64());
                else if (block.Count % 4 != 0)
                    throw new FormatException($"a list of floats takes {block.Count} bytes.");
                else
                    floats.AddRange(MemoryMarshal.Cast<byte, float>(block.AsSpan()));
            }
            else if (field == 1 && type == WireFormat.WireType.Fixed32 && kind == FeatureKind.Float) floats.Add(input.ReadFloat());
            else if (field == 1 && type == WireFormat.WireType.Varint && kind == FeatureKind.Int64) integers.Add(input.ReadInt64());
            else input.SkipLastField();
        }
    }

    private static IEnumerable<ArraySegment<byte>> Blocks(ArraySegment<byte> message, int wanted) =>
        Fields(message).Where(x => x.Field == wanted).Select(x => x.Block);

    private static IEnumerable<(int Field, ArraySegment<byte> Block)> Fields(ArraySegment<byte> message)
    {
        var input = Reader(message);
        for (uint tag; (tag = input.ReadTag()) != 0;)
            if (WireFormat.GetTagWireType(tag) == WireFormat.WireType.LengthDelimited)
                yield return (WireFormat.GetTagFieldNumber(tag), Block(ref input, message));
            else
                input.SkipLastField();
    }

    // The package has no way to pass over bytes without copying them, so reading goes on behind them with a new reader.
    private static ArraySegment<byte> Block(ref CodedInputStream input, ArraySegment<byte> message)
    {
        var length = input.ReadLength();
        var start = (int)input.Position;
        var end = message.Offset + message.Count;
        if (length < 0 || length > end - start) throw new FormatException($"a field of {length} bytes stands where {end - start} are left.");
        input = Reader(new ArraySegment<byte>(message.Array!, start + length, end - start - length));
        return new ArraySegment<byte>(message.Array!, start, length);
    }

    private static CodedInputStream Reader(ArraySegment<byte> bytes) => new(bytes.Array!, bytes.Offset, bytes.Count);
}
