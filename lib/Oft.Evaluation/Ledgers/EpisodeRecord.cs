using System.Text.Json.Serialization;
using Oft.Contracts;

namespace Oft.Evaluation.Ledgers;

/// <summary>One line of a ledger: one episode, finished and on disk.</summary>
public sealed record EpisodeRecord
{
    /// <summary>The task's name in its suite.</summary>
    public required string Task { get; init; }

    /// <summary>The initial state, from 0.</summary>
    public required int InitialState { get; init; }

    /// <summary>What the world drew from.</summary>
    public required ulong Seed { get; init; }

    /// <summary>What the policy was told.</summary>
    public required string Sentence { get; init; }

    /// <summary>Success, failure, or error where every attempt broke.</summary>
    public required EpisodeOutcome Outcome { get; init; }

    /// <summary>Policy steps of the last attempt.</summary>
    public required int Steps { get; init; }

    /// <summary>How often the policy was asked.</summary>
    public required int Chunks { get; init; }

    /// <summary>One sentence for each attempt that broke.</summary>
    public required IReadOnlyList<string> Errors { get; init; }

    /// <summary><see cref="Conditions.Id"/> of the run.</summary>
    public required string Conditions { get; init; }

    /// <summary>Points of 100 by the task's staged rubric; absent where it has none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? Score { get; init; }

    /// <summary>Wall-clock time of the last attempt.</summary>
    public required double Seconds { get; init; }

    /// <summary>The part of it spent in the policy.</summary>
    public required double PolicySeconds { get; init; }

    /// <summary>When the episode ended.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>What tells an episode from every other of its run.</summary>
    public (string Task, int InitialState) Key() => (Task, InitialState);

    /// <summary>The record without clocks: equal for the same episode run twice.</summary>
    public string Timeless() => LedgerText.Line(this with { Seconds = 0, PolicySeconds = 0, At = default });
}
