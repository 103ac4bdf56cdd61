namespace Oft.Contracts;

/// <summary>One moment of an episode: what was seen and what was done about it.</summary>
/// <param name="Observation">Before the action.</param>
/// <param name="Action">[A] in robot units.</param>
public sealed record EpisodeStep(Observation Observation, ReadOnlyMemory<double> Action);
