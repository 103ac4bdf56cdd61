namespace Oft.Contracts;

/// <summary>One training sample: what was seen, and the K actions that should follow.</summary>
/// <param name="Observation">The moment the policy answers.</param>
/// <param name="Target">[K, A] in robot units.</param>
public sealed record ChunkSample(Observation Observation, ActionChunk Target)
{
    /// <summary>[6] from the gripper to the object and to its goal, metres, where a simulation knows; empty otherwise. A label for an auxiliary loss, never an input.</summary>
    public ReadOnlyMemory<double> TargetOffsets { get; init; }
}
