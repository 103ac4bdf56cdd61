using Oft.Contracts;

namespace Oft.Evaluation.Episodes;

/// <summary>How one episode went.</summary>
/// <param name="Outcome">Success, failure, or error where every attempt broke.</param>
/// <param name="Steps">Policy steps of the last attempt, waiting not counted.</param>
/// <param name="Chunks">How often the policy was asked in the last attempt.</param>
/// <param name="Errors">One sentence for each attempt that broke; empty in an undisturbed episode.</param>
/// <param name="Seconds">Wall-clock time of the last attempt.</param>
/// <param name="PolicySeconds">The part of it spent in the policy.</param>
public sealed record EpisodeResult(EpisodeOutcome Outcome, int Steps, int Chunks, IReadOnlyList<string> Errors, double Seconds, double PolicySeconds)
{
    /// <summary>True where the episode reached its goal.</summary>
    public bool Success => Outcome == EpisodeOutcome.Success;

    /// <summary>Points of 100 by the task's staged rubric; null where it has none.</summary>
    public double? Score { get; init; }

    /// <summary>How often the episode was tried.</summary>
    public int Attempts => Errors.Count + (Outcome == EpisodeOutcome.Error ? 0 : 1);
}
