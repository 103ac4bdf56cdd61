using System.Globalization;
using System.Text.Json;

namespace Oft.Formats.Tfds;

/// <summary>What <c>features.json</c> says: the tree of features, flattened to the names that Examples use.</summary>
/// <param name="Leaves">In the file's order.</param>
public sealed record TfdsFeatures(IReadOnlyList<TfdsLeaf> Leaves)
{
    private const int deepest = 16;
    private const int mostBytes = 16 << 20;

    /// <summary>The leaf of this path, or null.</summary>
    public TfdsLeaf? this[string path] => Leaves.FirstOrDefault(leaf => leaf.Path == path);

    /// <summary>Parses the file. No class it names is ever loaded: names are compared with those known here.</summary>
    /// <param name="json">The file's bytes.</param>
    /// <param name="source">For messages.</param>
    /// <exception cref="DamagedFileException">It is not JSON or not a tree of features.</exception>
    public static TfdsFeatures Parse(ReadOnlyMemory<byte> json, string source)
    {
        if (json.Length > mostBytes) throw new DamagedFileException(source, FileFault.Limit, $"{json.Length} bytes; expected at most {mostBytes}.");
        try
        {
            using var document = JsonDocument.Parse(json);
            var leaves = new List<TfdsLeaf>();
            Walk(document.RootElement, "", [], 0, leaves, source);
            return new TfdsFeatures(leaves);
        }
        catch (JsonException e)
        {
            throw new DamagedFileException(source, FileFault.Header, "it is not JSON: " + e.Message, e);
        }
        catch (InvalidOperationException e)
        {
            throw new DamagedFileException(source, FileFault.Header, e.Message, e);
        }
    }

    private static void Walk(JsonElement node, string path, IReadOnlyList<long> sequences, int depth, List<TfdsLeaf> leaves, string source)
    {
        if (depth > deepest) throw new DamagedFileException(source, FileFault.Limit, $"'{path}' is nested more than {deepest} deep.");
        var name = node.TryGetProperty("pythonClassName", out var python) ? python.GetString() ?? "" : "";
        if (node.TryGetProperty("featuresDict", out var dictionary))
        {
            if (!dictionary.TryGetProperty("features", out var features)) return;
            foreach (var feature in features.EnumerateObject())
                Walk(feature.Value, path.Length == 0 ? feature.Name : $"{path}/{feature.Name}", sequences, depth + 1, leaves, source);
        }
        else if (node.TryGetProperty("sequence", out var sequence))
        {
            var length = sequence.TryGetProperty("length", out var stated) ? Number(stated, source) : -1;
            if (!sequence.TryGetProperty("feature", out var feature))
                throw new DamagedFileException(source, FileFault.Header, $"the sequence '{path}' holds no feature.");
            Walk(feature, path, [.. sequences, length], depth + 1, leaves, source);
        }
        else if (node.TryGetProperty("image", out var image))
            leaves.Add(new TfdsLeaf(path, TfdsFeatureKind.Image, Shape(image, source), Text(image, "dtype", "uint8"), Text(image, "encodingFormat", "png"), sequences, name));
        else if (node.TryGetProperty("tensor", out var tensor))
            leaves.Add(new TfdsLeaf(path, TfdsFeatureKind.Tensor, Shape(tensor, source), Text(tensor, "dtype", "float32"), Text(tensor, "encoding", "none"), sequences, name));
        else if (node.TryGetProperty("text", out _))
            leaves.Add(new TfdsLeaf(path, TfdsFeatureKind.Text, [], "string", "none", sequences, name));
        else
            leaves.Add(new TfdsLeaf(path, TfdsFeatureKind.Other, [], "", "", sequences, name));
    }

    private static IReadOnlyList<long?> Shape(JsonElement node, string source) =>
        node.TryGetProperty("shape", out var shape) && shape.TryGetProperty("dimensions", out var sizes)
            ? [.. sizes.EnumerateArray().Select(size => Number(size, source) is >= 0 and var n ? n : (long?)null)]
            : [];

    private static string Text(JsonElement node, string name, string otherwise) =>
        node.TryGetProperty(name, out var value) && value.GetString() is { Length: > 0 } text ? text : otherwise;

    private static long Number(JsonElement value, string source)
    {
        var text = value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText();
        return long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number is >= -1 and <= 1L << 40
            ? number
            : throw new DamagedFileException(source, FileFault.Value, $"'{(text.Length > 40 ? text[..40] : text)}' is no size.");
    }
}
