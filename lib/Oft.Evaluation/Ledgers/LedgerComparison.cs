using System.Globalization;
using Oft.Contracts;
using Oft.Evaluation.Statistics;

namespace Oft.Evaluation.Ledgers;

/// <summary>Two runs on the same tasks and initial states, episode by episode.</summary>
/// <param name="First">The run that is judged.</param>
/// <param name="Second">The run it is judged against.</param>
/// <param name="Outcomes">All matched episodes in which neither run broke.</param>
/// <param name="ByTask">The same for each task that has any, with p-values corrected for the number of tasks.</param>
/// <param name="Unmatched">Episodes that only one run has, or in which one broke.</param>
/// <param name="Differences">Conditions in which the runs differ, each with both values.</param>
public sealed record LedgerComparison(Ledger First, Ledger Second, PairedOutcomes Outcomes, IReadOnlyList<TaskComparison> ByTask, int Unmatched, IReadOnlyList<string> Differences)
{
    // What a comparison is made to find out; all else that differs is the world, and a difference of worlds is no difference of policies.
    private static readonly HashSet<string> judged = ["policy", "weights", "recipe", "kit", "settings", "tasks", "initial_states"];

    /// <summary>What may be said at the 5 % level.</summary>
    public ComparisonVerdict Verdict =>
        // All pairs in disagreement, and all in one direction: if not even that is rare, no verdict is possible.
        2 * Math.Pow(0.5, Outcomes.Pairs) > 0.05 ? ComparisonVerdict.TooFew
        : Outcomes.PValue > 0.05 ? ComparisonVerdict.Undecided
        : Outcomes.OnlyFirst > Outcomes.OnlySecond ? ComparisonVerdict.First : ComparisonVerdict.Second;

    /// <summary>The finding in a sentence, with its interval and its number of pairs.</summary>
    public override string ToString()
    {
        var found = string.Create(CultureInfo.InvariantCulture, $"{100 * Outcomes.Difference:+0.0;-0.0;0.0} points ({100 * Outcomes.Low:+0.0;-0.0;0.0} to {100 * Outcomes.High:+0.0;-0.0;0.0}), n = {Outcomes.Pairs} pairs, {Outcomes.OnlyFirst} only the first and {Outcomes.OnlySecond} only the second, p {PValue.Text(Outcomes.PValue)}");
        return Verdict switch
        {
            ComparisonVerdict.TooFew => found + ": too few pairs for any verdict",
            ComparisonVerdict.Undecided => found + ": no difference shown",
            ComparisonVerdict.First => found + ": the first is better",
            _ => found + ": the second is better",
        };
    }

    /// <summary>Matches two ledgers by task and initial state.</summary>
    /// <param name="first">The run that is judged.</param>
    /// <param name="second">The run it is judged against.</param>
    /// <param name="acrossWorlds">Compares although files, renderer, seed or perturbations of the worlds differ.</param>
    /// <exception cref="LedgerException">Other benchmarks or suites, other worlds without being asked to, or no episode in common.</exception>
    public static LedgerComparison Between(Ledger first, Ledger second, bool acrossWorlds = false)
    {
        var differences = first.Conditions.Differences(second.Conditions);
        var worlds = differences.Where(difference => !judged.Contains(difference.Name)).ToList();
        if (worlds.Any(difference => difference.Name is "benchmark" or "suite"))
            throw new LedgerException($"compare: expected one suite, got two; {string.Join("; ", worlds.Select(difference => difference.Text))}.");
        if (worlds.Count > 0 && !acrossWorlds)
            throw new LedgerException($"compare: the two ran in different worlds; {string.Join("; ", worlds.Select(difference => difference.Text))}. A difference could be the worlds': run both in one, or ask for --across-worlds.");

        var pairs = first.Records.Join(second.Records, record => record.Key(), record => record.Key(), (one, other) => (One: one, Other: other))
            .Where(pair => pair.One.Outcome != EpisodeOutcome.Error && pair.Other.Outcome != EpisodeOutcome.Error).ToList();
        if (pairs.Count == 0) throw new LedgerException($"compare: {first.Path} and {second.Path} have no finished episode in common.");
        var tasks = pairs.GroupBy(pair => pair.One.Task).Select(task => (Task: task.Key, Outcomes: Count(task))).ToList();
        var corrected = Holm.Adjust([.. tasks.Select(task => task.Outcomes.PValue)]);
        return new LedgerComparison(first, second, Count(pairs),
            [.. tasks.Select((task, i) => new TaskComparison(task.Task, task.Outcomes, corrected[i]))],
            first.Records.Count + second.Records.Count - 2 * pairs.Count,
            [.. differences.Select(difference => difference.Text)]);
    }

    private static PairedOutcomes Count(IEnumerable<(EpisodeRecord One, EpisodeRecord Other)> pairs)
    {
        var counts = new int[4];
        foreach (var (one, other) in pairs)
            counts[(one.Outcome == EpisodeOutcome.Success ? 2 : 0) + (other.Outcome == EpisodeOutcome.Success ? 1 : 0)]++;
        return new PairedOutcomes(counts[3], counts[2], counts[1], counts[0]);
    }
}
