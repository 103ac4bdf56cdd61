namespace Oft.Model.Weights;

/// <summary>Heads and projectors of a fine-tuned folder: <c>action_head--150000_checkpoint.pt</c> and the like.</summary>
/// <param name="Folder">Where they lie.</param>
/// <param name="ActionHead">L1 or diffusion head; null where there is none.</param>
/// <param name="ProprioProjector">Projector of proprioception; null where there is none.</param>
/// <param name="NoisyActionProjector">Projector of noisy actions; null where there is none.</param>
/// <param name="VisionBackbone">Towers with FiLM; null where there is none.</param>
public sealed record ComponentFiles(string Folder, string? ActionHead, string? ProprioProjector, string? NoisyActionProjector, string? VisionBackbone)
{
    /// <summary>Finds them.</summary>
    /// <exception cref="CheckpointException">Two files of one component: nobody can say which is meant.</exception>
    public static ComponentFiles Find(string folder) => new(folder, One(folder, "action_head"), One(folder, "proprio_projector"), One(folder, "noisy_action_projector"), One(folder, "vision_backbone"));

    // Upstream: exactly one file whose name has both the component's name and the word "checkpoint"; any step, or "latest".
    private static string? One(string folder, string component)
    {
        var found = !Directory.Exists(folder) ? [] : Directory.GetFiles(folder)
            .Where(path => Path.GetFileName(path) is var name && name.Contains(component, StringComparison.Ordinal) && name.Contains("checkpoint", StringComparison.Ordinal)).Order().ToArray();
        return found.Length switch
        {
            0 => null,
            1 => found[0],
            _ => throw new CheckpointException(folder, $"{component}: expected one file, got {string.Join(", ", found.Select(Path.GetFileName))}; keep the step you mean."),
        };
    }
}
