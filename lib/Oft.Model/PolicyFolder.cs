using Oft.Model.Baselines;

namespace Oft.Model;

/// <summary>The policy of a checkpoint folder, whichever kind it is of.</summary>
public static class PolicyFolder
{
    /// <summary>Loads a published folder, one of ours, or a baseline's.</summary>
    /// <param name="folder">The checkpoint.</param>
    /// <param name="options">What a published folder leaves unsaid; a baseline's folder says it all and takes only the seed.</param>
    /// <exception cref="Weights.CheckpointException">Something is missing, unknown or contradictory; the message names it.</exception>
    public static LoadedPolicy Load(string folder, PolicyOptions? options = null)
    {
        if (BaselineFolder.Is(folder))
        {
            var baseline = BaselinePolicy.Load(folder, options?.Seed ?? 0);
            return new(baseline, baseline.Model.Config.Robot, baseline.Model.Config.Kind.ToString());
        }
        var policy = OftPolicy.Load(folder, options);
        var config = policy.Model.Config;
        return new(policy, config.Robot with { ChunkLength = config.ChunkLength, ProprioWidth = config.Proprio ? config.Robot.ProprioWidth : 0 }, config.Head.ToString());
    }
}
