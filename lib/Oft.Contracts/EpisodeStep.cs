namespace Oft.Contracts;

/// <summary>One moment of an episode: what was seen and what was done about it.</summary>
/// <param name="Observation">Before the action.</param>
/// <param name="Action">[A] in robot units.</param>
public sealed record EpisodeStep(Observation Observation, ReadOnlyMemory<double> Action)
{
    /// <summary>[6] from the gripper to the object and to its goal, metres, where a simulation knows; empty otherwise. A label for an auxiliary loss, never an input.</summary>
    public ReadOnlyMemory<double> TargetOffsets { get; init; }
}
