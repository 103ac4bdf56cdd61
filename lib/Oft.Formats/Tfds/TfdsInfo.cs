using System.Globalization;
using System.Text.Json;

namespace Oft.Formats.Tfds;

/// <summary>What <c>dataset_info.json</c> says: the data set's name and its splits.</summary>
/// <param name="Name">As TFDS spells it, in lower case.</param>
/// <param name="Version">Three numbers.</param>
/// <param name="FileFormat">Always <c>tfrecord</c> here.</param>
/// <param name="Splits">In the file's order.</param>
public sealed record TfdsInfo(string Name, string Version, string FileFormat, IReadOnlyList<TfdsSplit> Splits)
{
    private const int mostShards = 1 << 17;
    private const int mostBytes = 16 << 20;

    /// <summary>Parses the file; members it does not need are passed over, because TFDS adds some with every version.</summary>
    /// <param name="json">The file's bytes.</param>
    /// <param name="source">For messages.</param>
    /// <exception cref="DamagedFileException">It is not JSON, or a member that is needed is missing or senseless.</exception>
    public static TfdsInfo Parse(ReadOnlyMemory<byte> json, string source)
    {
        if (json.Length > mostBytes) throw new DamagedFileException(source, FileFault.Limit, $"{json.Length} bytes; expected at most {mostBytes}.");
        try
        {
            using var document = JsonDocument.Parse(json);
            var root = document.RootElement;
            var format = Text(root, "fileFormat", source, "tfrecord");
            if (format != "tfrecord")
                throw new DamagedFileException(source, FileFault.Unsupported, $"the file format is '{format}'; only 'tfrecord' is read here. Convert with tfds convert_format.");
            if (!root.TryGetProperty("splits", out var splits) || splits.ValueKind != JsonValueKind.Array)
                throw new DamagedFileException(source, FileFault.Header, "there is no list of splits.");
            var all = splits.EnumerateArray().Select(split => Split(split, source)).ToList();
            if (all.Select(split => split.Name).Distinct(StringComparer.Ordinal).Count() != all.Count)
                throw new DamagedFileException(source, FileFault.Name, "a split stands twice.");
            return new TfdsInfo(Text(root, "name", source), Text(root, "version", source, "1.0.0"), format, all);
        }
        catch (JsonException e)
        {
            throw new DamagedFileException(source, FileFault.Header, "it is not JSON: " + e.Message, e);
        }
        catch (InvalidOperationException e)                                     // a member of another kind, or text that is not Unicode
        {
            throw new DamagedFileException(source, FileFault.Header, e.Message, e);
        }
    }

    private static TfdsSplit Split(JsonElement split, string source)
    {
        if (!split.TryGetProperty("shardLengths", out var lengths) || lengths.ValueKind != JsonValueKind.Array)
            throw new DamagedFileException(source, FileFault.Header, "a split has no shardLengths.");
        if (lengths.GetArrayLength() > mostShards)
            throw new DamagedFileException(source, FileFault.Limit, $"a split has {lengths.GetArrayLength()} shards; expected at most {mostShards}.");
        return new TfdsSplit(
            Text(split, "name", source),
            Text(split, "filepathTemplate", source, TfdsSplit.DefaultTemplate),
            [.. lengths.EnumerateArray().Select(length => Number(length, source))],
            split.TryGetProperty("numBytes", out var bytes) ? Number(bytes, source) : 0);
    }

    private static string Text(JsonElement from, string name, string source, string? otherwise = null) =>
        from.TryGetProperty(name, out var value) && value.GetString() is { Length: > 0 } text ? text : otherwise
        ?? throw new DamagedFileException(source, FileFault.Header, $"'{name}' is missing.");

    // Protocol buffers write 64-bit integers as text.
    private static long Number(JsonElement value, string source)
    {
        var text = value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText();
        return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= 1L << 50
            ? number
            : throw new DamagedFileException(source, FileFault.Value, $"'{(text.Length > 40 ? text[..40] : text)}' is no count.");
    }
}
