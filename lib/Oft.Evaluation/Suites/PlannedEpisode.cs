namespace Oft.Evaluation.Suites;

/// <summary>One episode that is to be run.</summary>
/// <param name="Index">Its place in the whole plan.</param>
/// <param name="Task">The task's name.</param>
/// <param name="InitialState">Which of the fixed initial states.</param>
/// <param name="Seed">What the world draws from.</param>
public sealed record PlannedEpisode(int Index, string Task, int InitialState, ulong Seed);
