using Oft.Contracts;
using Oft.Model.Baselines;

namespace Oft.Model;

/// <summary>The policy of a checkpoint folder, whichever kind it is of.</summary>
public static class PolicyFolder
{
    /// <summary>Loads a published folder, one of ours, or a baseline's.</summary>
    /// <param name="folder">The checkpoint.</param>
    /// <param name="options">What a published folder leaves unsaid; a baseline's folder says it all and takes only the seed.</param>
    /// <returns>A policy that the caller disposes.</returns>
    /// <exception cref="Weights.CheckpointException">Something is missing, unknown or contradictory; the message names it.</exception>
    public static IBatchPolicy Load(string folder, PolicyOptions? options = null)
        => BaselineFolder.Is(folder) ? BaselinePolicy.Load(folder, options?.Seed ?? 0) : OftPolicy.Load(folder, options);
}
