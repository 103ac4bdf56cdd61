namespace Oft.Data.Sampling;

/// <summary>What becomes of the last K - 1 steps of an episode, after which no whole chunk follows.</summary>
public enum ChunkEnd
{
    /// <summary>They begin no sample, as in the reference.</summary>
    Drop,

    /// <summary>The episode's last action is repeated, so that a policy also learns what to do just before the end.</summary>
    RepeatLast,
}
