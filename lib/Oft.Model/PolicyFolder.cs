using Oft.Model.Baselines;

namespace Oft.Model;

/// <summary>The policy of a checkpoint folder, whichever kind it is of.</summary>
public static class PolicyFolder
{
    /// <summary>Loads a published folder, one of ours, or a baseline's.</summary>
    /// <param name="folder">The checkpoint.</param>
    /// <param name="options">What a published folder leaves unsaid; a baseline's folder says it all, and takes device, seed and steps of diffusion.</param>
    /// <exception cref="Weights.CheckpointException">Something is missing, unknown or contradictory; the message names it.</exception>
    public static LoadedPolicy Load(string folder, PolicyOptions? options = null)
        => BaselineFolder.Is(folder) ? LoadedPolicy.Of(BaselinePolicy.Load(folder, options)) : LoadedPolicy.Of(OftPolicy.Load(folder, options));
}
