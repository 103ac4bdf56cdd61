namespace Oft.Contracts;

/// <summary>A finished episode, from any source: a demonstration, an evaluation, a recording.</summary>
/// <param name="Task">The task's name in its suite.</param>
/// <param name="Robot">Which robot, and the order of views.</param>
/// <param name="Seed">What reproduces it.</param>
/// <param name="Steps">In time order.</param>
/// <param name="Outcome">How it ended.</param>
public sealed record Episode(string Task, RobotSpec Robot, ulong Seed, IReadOnlyList<EpisodeStep> Steps, EpisodeOutcome Outcome);
