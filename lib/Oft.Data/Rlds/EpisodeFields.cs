using System.Text;
using Oft.Formats;
using Oft.Formats.Tfds;

namespace Oft.Data.Rlds;

/// <summary>One stored episode by field: every list has as many values as there are steps, or an error says which has not.</summary>
public sealed class EpisodeFields
{
    private static readonly UTF8Encoding strict = new(false, throwOnInvalidBytes: true);
    private readonly TfdsRecord record;
    private readonly TfdsFeatures features;
    private readonly string source;

    /// <summary>Reads the number of steps.</summary>
    /// <exception cref="DamagedFileException">The record has no steps, or its lists disagree about their number.</exception>
    public EpisodeFields(TfdsRecord record, TfdsFeatures features)
    {
        (this.record, this.features) = (record, features);
        source = $"{record.File}, episode {record.Index}";
        Steps = -1;
        foreach (var leaf in features.Leaves.Where(leaf => leaf.SequenceLengths.Count == 1 && leaf.Path.StartsWith("steps/", StringComparison.Ordinal) && leaf.Kind != TfdsFeatureKind.Other))
        {
            if (leaf.Width is not > 0 || !record.Example.Features.TryGetValue(leaf.Path, out var feature)) continue;
            var width = leaf.Kind == TfdsFeatureKind.Tensor && leaf.Encoding == "none" ? leaf.Width.Value : 1;
            if (feature.Count % width != 0 || (Steps >= 0 && feature.Count / width != Steps))
                throw Damaged(FileFault.Shape, $"'{leaf.Path}' has {feature.Count} values of {width} per step; the other fields have {Steps} steps.");
            Steps = (int)(feature.Count / width);
        }
        if (Steps <= 0) throw Damaged(FileFault.Shape, "the episode has no steps.");
    }

    /// <summary>T.</summary>
    public int Steps { get; }

    /// <summary>Numbers of one field, as float32: [T, D] row-major.</summary>
    /// <exception cref="DamagedFileException">The field is missing, or of another kind or width.</exception>
    public float[] Floats(string path, int width)
    {
        var feature = Feature(path);
        var values = feature.Kind switch
        {
            FeatureKind.Float => feature.Floats,
            FeatureKind.Int64 => [.. feature.Integers.Select(x => (float)x)],
            _ => throw Damaged(FileFault.Type, $"'{path}' holds {feature.Kind} where numbers were expected."),
        };
        return values.Length == (long)Steps * width ? values : throw Damaged(FileFault.Shape, $"'{path}': expected [{Steps}, {width}], got {values.Length} numbers.");
    }

    /// <summary>[T] texts of one field.</summary>
    public IReadOnlyList<string> Texts(string path)
    {
        var feature = OfBytes(path);
        string? last = null;
        ReadOnlyMemory<byte> lastBytes = default;
        var texts = new string[Steps];
        for (var step = 0; step < Steps; step++)
        {
            var bytes = feature.Bytes(step);
            if (last is null || !bytes.Span.SequenceEqual(lastBytes.Span)) (last, lastBytes) = (Decode(bytes, path), bytes);
            texts[step] = last;                                                 // one string for all steps that say the same
        }
        return texts;
    }

    /// <summary>[T] places of one camera's pictures in the file.</summary>
    public StoredPicture[] Pictures(string path)
    {
        var feature = OfBytes(path);
        var pictures = new StoredPicture[Steps];
        for (var step = 0; step < Steps; step++)
        {
            var (offset, length) = feature.Place(step);
            pictures[step] = new StoredPicture(record.DataOffset + offset, length);
        }
        return pictures;
    }

    /// <summary>The single text of a field outside the steps, or empty.</summary>
    public string Metadata(string path) =>
        record.Example.Features.TryGetValue(path, out var feature) && feature is { Kind: FeatureKind.Bytes, Count: 1 } ? Decode(feature.Bytes(0), path) : "";

    private TfFeature OfBytes(string path)
    {
        var feature = Feature(path);
        if (feature.Kind != FeatureKind.Bytes || feature.Count != Steps)
            throw Damaged(FileFault.Shape, $"'{path}': expected {Steps} byte strings, got {feature.Count} values of kind {feature.Kind}.");
        return feature;
    }

    private TfFeature Feature(string path) => record.Example.Features.TryGetValue(path, out var feature) ? feature
        : throw Damaged(FileFault.Name, $"'{path}' is not in the record, which has: {string.Join(", ", record.Example.Features.Keys.Take(20))}.{(features[path] is null ? " features.json does not name it either." : "")}");

    private string Decode(ReadOnlyMemory<byte> bytes, string path)
    {
        try
        {
            return strict.GetString(bytes.Span);
        }
        catch (DecoderFallbackException e)
        {
            throw new DamagedFileException(source, FileFault.Value, $"'{path}' is not UTF-8.", e);
        }
    }

    private DamagedFileException Damaged(FileFault fault, string message) => new(source, fault, message);
}
