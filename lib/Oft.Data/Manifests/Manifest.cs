using System.Text.Json.Serialization;

namespace Oft.Data.Manifests;

/// <summary>What a data set or checkpoint is, where it comes from, under which licence, and how to tell that it arrived whole.</summary>
/// <param name="Name">The word after <c>oft fetch</c>, and the file's name.</param>
/// <param name="Kind">Data set or checkpoint.</param>
/// <param name="Title">One line.</param>
/// <param name="Source">Where it comes from.</param>
/// <param name="Licence">What must be agreed to.</param>
/// <param name="Checksums">Which checksums are published, or that none is.</param>
/// <param name="Use">How it is used here.</param>
public sealed record Manifest(string Name, ManifestKind Kind, string Title, ManifestSource Source, ManifestLicence Licence, string Checksums, string Use)
{
    /// <summary>The schema beside it, for editors.</summary>
    [JsonPropertyName("$schema")]
    public string? Schema { get; init; }

    /// <summary>The files with what is known of them; empty where the source lists them itself.</summary>
    public IReadOnlyList<ManifestFile> Files { get; init; } = [];

    /// <summary>For a checkpoint: inputs, and which row of which table it is.</summary>
    public CheckpointFacts? Checkpoint { get; init; }

    /// <summary>For a data set: what its records mean.</summary>
    public DatasetFacts? Dataset { get; init; }
}
