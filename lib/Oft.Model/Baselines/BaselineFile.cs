using System.Text.Json;
using Oft.Contracts;
using Oft.Model.Inputs;
using Oft.Model.Weights;

namespace Oft.Model.Baselines;

/// <summary>What a baseline's folder says of itself: <c>baseline.json</c>.</summary>
public sealed record BaselineFile
{
    /// <summary>The file's name; a folder that has it is a baseline's.</summary>
    public const string Name = "baseline.json";

    /// <summary>What the policy is made of.</summary>
    public required BaselineConfig Model { get; init; }

    /// <summary>Which entry of <c>dataset_statistics.json</c> it acts with; null where there is only one.</summary>
    public string? Statistics { get; init; }

    /// <summary>The centre is cropped when acting: false for a policy that was trained on whole pictures.</summary>
    public bool CenterCrop { get; init; } = ObservationEncoder.CropsByDefault;

    /// <summary>How it was trained, as the training room writes it.</summary>
    public JsonElement? Recipe { get; init; }

    /// <summary>Where it comes from: commit, seed, machine.</summary>
    public JsonElement? Provenance { get; init; }

    /// <summary>Reads a folder's file.</summary>
    /// <exception cref="CheckpointException">It is missing or damaged, has an unknown key, or describes what cannot be.</exception>
    public static BaselineFile Read(string folder)
    {
        var path = Path.Combine(folder, Name);
        return File.Exists(path)
            ? CheckpointJson.Read<BaselineFile>(path, file => file.Model.Checked(), typeof(BaselineConfig), typeof(RobotSpec))
            : throw new CheckpointException(folder, $"expected {Name}, found none; is this the folder of ACT or Diffusion Policy?");
    }

    /// <summary>Writes the file into a folder.</summary>
    public void Write(string folder) => CheckpointJson.Write(Path.Combine(folder, Name), this);
}
