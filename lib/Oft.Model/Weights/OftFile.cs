using System.Text.Json;
using Oft.Contracts;
using Oft.Model.Adapters;

namespace Oft.Model.Weights;

/// <summary>What published folders leave unsaid, in one file beside the weights: <c>oft.json</c>.</summary>
public sealed record OftFile
{
    /// <summary>The file's name in a checkpoint folder.</summary>
    public const string Name = "oft.json";

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
        return File.Exists(path)
            ? CheckpointJson.Read<OftFile>(path, file => file.Model.Checked(), typeof(OftConfig), typeof(BackboneConfig), typeof(VisionTowerConfig), typeof(LanguageConfig), typeof(RobotSpec), typeof(LoraConfig))
            : null;
    }

    /// <summary>Writes the file into a folder.</summary>
    public void Write(string folder) => CheckpointJson.Write(Path.Combine(folder, Name), this);
}
