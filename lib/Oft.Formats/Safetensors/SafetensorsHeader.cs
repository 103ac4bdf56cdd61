using System.Buffers.Binary;
using System.Text.Json;

namespace Oft.Formats.Safetensors;

/// <summary>The parsed head of a safetensors file: u64 length, JSON, then the data it speaks of.</summary>
/// <remarks>The arrays must tile the data: no overlap, no hole, nothing behind the last one. That is the format's own rule.</remarks>
internal sealed class SafetensorsHeader
{
    /// <summary>The format's own limit.</summary>
    private const int MaximalLength = 100_000_000;

    public required IReadOnlyDictionary<string, TensorEntry> Tensors { get; init; }

    public required IReadOnlyDictionary<string, long> Offsets { get; init; }

    public required IReadOnlyDictionary<string, string> Metadata { get; init; }

    /// <exception cref="DamagedFileException">The header is not one, or does not agree with the length of the file.</exception>
    public static SafetensorsHeader Read(MappedFile file)
    {
        if (file.Length < 8)
            throw new DamagedFileException(file.Path, FileFault.Truncated, $"a safetensors file begins with 8 bytes of header length; this one has {file.Length} bytes.");
        var length = BinaryPrimitives.ReadUInt64LittleEndian(file.Slice(0, 8));
        if (length > MaximalLength)
            throw new DamagedFileException(file.Path, FileFault.Limit, $"the header says it has {length} bytes; expected at most {MaximalLength}.");
        if ((long)length > file.Length - 8)
            throw new DamagedFileException(file.Path, FileFault.Truncated, $"the header says it has {length} bytes; only {file.Length - 8} follow.");
        try
        {
            return Parse(file.Path, file.Slice(8, (long)length), start: 8 + (long)length, dataLength: file.Length - 8 - (long)length);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException)     // what Utf8JsonReader throws on text that is not so
        {
            throw new DamagedFileException(file.Path, FileFault.Header, $"the header is not the JSON of a safetensors file: {e.Message}", e);
        }
    }

    private static SafetensorsHeader Parse(string file, ReadOnlySpan<byte> json, long start, long dataLength)
    {
        var tensors = new Dictionary<string, TensorEntry>();
        var offsets = new Dictionary<string, long>();
        var metadata = new Dictionary<string, string>();
        var spans = new List<(long Begin, long End, string Name)>();
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = 4 });
        Expect(ref reader, JsonTokenType.StartObject);
        while (Next(ref reader) == JsonTokenType.PropertyName)
        {
            var name = reader.GetString()!;
            if (name == "__metadata__")
            {
                ReadMetadata(ref reader, metadata);
                continue;
            }
            var (entry, begin, end) = ReadTensor(ref reader, file, name);
            if (!tensors.TryAdd(name, entry))
                throw new DamagedFileException(file, FileFault.Name, $"'{name}' stands twice in the header.");
            if (end > dataLength)
                throw new DamagedFileException(file, FileFault.Truncated, $"'{name}' ends at byte {end} of the data, which has {dataLength}.");
            offsets[name] = start + begin;
            spans.Add((begin, end, name));
        }
        while (reader.Read()) { }                                               // trailing text throws
        ExpectTiling(file, spans, dataLength);
        return new SafetensorsHeader { Tensors = tensors, Offsets = offsets, Metadata = metadata };
    }

    private static void ExpectTiling(string file, List<(long Begin, long End, string Name)> spans, long dataLength)
    {
        spans.Sort();
        var at = 0L;
        foreach (var (begin, end, name) in spans)
        {
            if (begin != at)
                throw new DamagedFileException(file, FileFault.Offset, $"'{name}' begins at byte {begin} of the data; expected {at}, where the array before it ends.");
            at = end;
        }
        if (at != dataLength)
            throw new DamagedFileException(file, FileFault.Offset, $"the arrays end at byte {at} of the data, which has {dataLength}.");
    }

    private static void ReadMetadata(ref Utf8JsonReader reader, Dictionary<string, string> metadata)
    {
        Expect(ref reader, JsonTokenType.StartObject);
        while (Next(ref reader) == JsonTokenType.PropertyName)
        {
            var key = reader.GetString()!;
            Expect(ref reader, JsonTokenType.String);
            metadata[key] = reader.GetString()!;
        }
    }

    private static (TensorEntry Entry, long Begin, long End) ReadTensor(ref Utf8JsonReader reader, string file, string name)
    {
        string? type = null;
        List<long>? shape = null, offsets = null;
        Expect(ref reader, JsonTokenType.StartObject);
        while (Next(ref reader) == JsonTokenType.PropertyName)
        {
            switch (reader.GetString())
            {
                case "dtype":
                    Expect(ref reader, JsonTokenType.String);
                    type = reader.GetString();
                    break;
                case "shape":
                    shape = ReadNumbers(ref reader);
                    break;
                case "data_offsets":
                    offsets = ReadNumbers(ref reader);
                    break;
                case var other:
                    throw new DamagedFileException(file, FileFault.Header, $"'{name}' has a member '{other}'; known: dtype, shape, data_offsets.");
            }
        }
        if (type is null || shape is null || offsets is not [var begin, var end])
            throw new DamagedFileException(file, FileFault.Header, $"'{name}' needs dtype, shape and two data_offsets.");
        var entry = new TensorEntry(name, SafetensorsTypes.Parse(file, name, type), shape);
        if (begin < 0 || end < begin)
            throw new DamagedFileException(file, FileFault.Offset, $"'{name}' lies at [{begin}, {end}).");
        if (ElementTypes.Count(shape) is not { } count || count > long.MaxValue / 16)
            throw new DamagedFileException(file, FileFault.Shape, $"'{name}' has shape [{string.Join(", ", shape)}], which is not one.");
        if (count * entry.Type.Size != end - begin)
            throw new DamagedFileException(file, FileFault.Shape, $"{entry} needs {count * entry.Type.Size} bytes; its offsets give {end - begin}.");
        return (entry, begin, end);
    }

    private static List<long> ReadNumbers(ref Utf8JsonReader reader)
    {
        var numbers = new List<long>();
        Expect(ref reader, JsonTokenType.StartArray);
        while (Next(ref reader) == JsonTokenType.Number) numbers.Add(reader.GetInt64());
        if (reader.TokenType != JsonTokenType.EndArray) throw new JsonException($"a list of numbers holds {reader.TokenType}");
        return numbers;
    }

    private static void Expect(ref Utf8JsonReader reader, JsonTokenType type)
    {
        if (Next(ref reader) != type) throw new JsonException($"expected {type}, got {reader.TokenType} at byte {reader.TokenStartIndex}");
    }

    private static JsonTokenType Next(ref Utf8JsonReader reader) => reader.Read() ? reader.TokenType : throw new JsonException("the text ends early");
}
