using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Oft.Model.Weights;

/// <summary>What published folders leave unsaid, in one file beside the weights: <c>oft.json</c>.</summary>
public sealed record OftFile
{
    /// <summary>The file's name in a checkpoint folder.</summary>
    public const string Name = "oft.json";

    private static readonly JsonSerializerOptions Options = new()
    {
        WriteIndented = true,
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        IgnoreReadOnlyProperties = true,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        DefaultIgnoreCondition = JsonIgnoreCondition.Never,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
    };

    /// <summary>What the policy is made of.</summary>
    public required OftConfig Model { get; init; }

    /// <summary>Precision it was trained in; it acts in the same.</summary>
    public string Precision { get; init; } = "bfloat16";

    /// <summary>Which entry of <c>dataset_statistics.json</c> it acts with; null where there is only one.</summary>
    public string? Statistics { get; init; }

    /// <summary>The centre is cropped when acting: false for a policy that was trained on whole pictures.</summary>
    public bool CenterCrop { get; init; } = true;

    /// <summary>How it was trained, as the training room writes it.</summary>
    public JsonElement? Recipe { get; init; }

    /// <summary>Where it comes from: base model and checksum, commit, seed, machine.</summary>
    public JsonElement? Provenance { get; init; }

    /// <summary>Reads a folder's file; null where there is none.</summary>
    /// <exception cref="CheckpointException">It is damaged, has an unknown key, or describes what cannot be.</exception>
    public static OftFile? Read(string folder)
    {
        var path = Path.Combine(folder, Name);
        if (!File.Exists(path)) return null;
        try
        {
            var file = JsonSerializer.Deserialize<OftFile>(File.ReadAllBytes(path), Options) ?? throw new JsonException("the file holds nothing.");
            file.Model.Checked();
            return file;
        }
        catch (Exception e) when (e is JsonException or ArgumentException or NotSupportedException)
        {
            throw new CheckpointException(path, $"expected what OftNotebooks writes: {e.Message} {Known(e.Message)}", e);
        }
    }

    /// <summary>Writes the file into a folder.</summary>
    public void Write(string folder) => File.WriteAllBytes(Path.Combine(folder, Name), JsonSerializer.SerializeToUtf8Bytes(this, Options));

    // The serializer names the type whose key is unknown; the known ones are listed beside it.
    private static string Known(string message)
    {
        Type[] types = [typeof(OftFile), typeof(OftConfig), typeof(BackboneConfig), typeof(VisionTowerConfig), typeof(LanguageConfig), typeof(Contracts.RobotSpec), typeof(Adapters.LoraConfig)];
        var type = types.FirstOrDefault(type => message.Contains($"'{type.FullName}'", StringComparison.Ordinal));
        return type is null ? "" : $"Known keys: {string.Join(", ", Options.GetTypeInfo(type).Properties.Where(property => property.Set is not null).Select(property => property.Name))}.";
    }
}
