using System.Text.Json;
using System.Text.Json.Schema;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Oft.Data.Manifests;

/// <summary>Reads manifests strictly: an unknown member is an error that lists the known ones.</summary>
public static class ManifestReader
{
    private static readonly JsonSerializerOptions strict = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        TypeInfoResolver = new DefaultJsonTypeInfoResolver(),
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectRequiredConstructorParameters = true,
        RespectNullableAnnotations = true,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false) },
    };

    /// <summary>Reads one manifest.</summary>
    /// <exception cref="InvalidDataException">It is not JSON, has an unknown or missing member, or a path that leaves its folder.</exception>
    public static Manifest Read(string path)
    {
        try
        {
            var manifest = JsonSerializer.Deserialize<Manifest>(File.ReadAllBytes(path), strict) ?? throw new JsonException("the file holds null.");
            if (manifest.Name != Path.GetFileNameWithoutExtension(path)) throw new JsonException($"its name is '{manifest.Name}'; expected the file's, '{Path.GetFileNameWithoutExtension(path)}'.");
            foreach (var file in manifest.Files) SafePath.Expect(file.Path);
            return manifest;
        }
        catch (Exception e) when (e is JsonException or ArgumentException)
        {
            throw new InvalidDataException($"{path}: {e.Message} Known members: {string.Join(", ", typeof(Manifest).GetProperties().Select(x => JsonNamingPolicy.SnakeCaseLower.ConvertName(x.Name)))}.", e);
        }
    }

    /// <summary>The JSON schema of manifests, from the same types that read them.</summary>
    public static string Schema() => strict.GetJsonSchemaAsNode(typeof(Manifest)).ToJsonString(new JsonSerializerOptions { WriteIndented = true }) + "\n";

    /// <summary>Every manifest of a kind below <c>data-manifests</c>, by alphabet.</summary>
    /// <param name="folder">The folder <c>data-manifests</c>.</param>
    /// <param name="kind">datasets or checkpoints.</param>
    public static IReadOnlyList<Manifest> All(string folder, ManifestKind kind)
    {
        var at = Path.Combine(folder, kind == ManifestKind.Dataset ? "datasets" : "checkpoints");
        return Directory.Exists(at) ? [.. Directory.GetFiles(at, "*.json").Where(path => Path.GetFileName(path) != "schema.json").Order(StringComparer.Ordinal).Select(Read)] : [];
    }

    /// <summary>The manifest of a name.</summary>
    /// <exception cref="ArgumentException">There is none; the message lists all.</exception>
    public static Manifest Find(string folder, string name)
    {
        var all = All(folder, ManifestKind.Dataset).Concat(All(folder, ManifestKind.Checkpoint)).ToList();
        return all.FirstOrDefault(manifest => manifest.Name == name)
            ?? throw new ArgumentException($"'{name}' has no manifest; there are: {string.Join(", ", all.Select(manifest => manifest.Name))}.", nameof(name));
    }
}
