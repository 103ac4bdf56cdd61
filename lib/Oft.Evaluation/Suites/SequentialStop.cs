using Oft.Contracts;
using Oft.Evaluation.Ledgers;
using Oft.Evaluation.Statistics;

namespace Oft.Evaluation.Suites;

/// <summary>Ends a run once it is clearly better or worse than an earlier one, at an error rate that peeking does not raise.</summary>
/// <remarks>
/// Episodes are compared in the order of the plan, whenever they end: a success is short and a failure runs to the limit, so the
/// order in which several worlds finish would favour success.
/// </remarks>
public sealed class SequentialStop
{
    private readonly IReadOnlyList<PlannedEpisode> order;
    private readonly Dictionary<(string, int), EpisodeOutcome> against;
    private readonly Dictionary<(string, int), EpisodeOutcome> ended = [];
    private int next;

    /// <summary>Compares with an earlier ledger.</summary>
    /// <param name="order">The episodes of this run in the order of the plan.</param>
    /// <param name="against">The earlier run.</param>
    /// <param name="level">False alarms among runs of equal policies, at most.</param>
    public SequentialStop(IReadOnlyList<PlannedEpisode> order, Ledger against, double level = 0.05)
    {
        this.order = order;
        this.against = against.Records.ToDictionary(record => record.Key(), record => record.Outcome);
        Comparison = new SequentialComparison(level);
    }

    /// <summary>What has been compared so far; this run is the first of the two.</summary>
    public SequentialComparison Comparison { get; }

    /// <summary>Takes an episode that ended.</summary>
    /// <returns>True once the comparison is decided.</returns>
    public bool Add(EpisodeRecord record)
    {
        ended[record.Key()] = record.Outcome;
        for (; next < order.Count && !Comparison.Decided && ended.TryGetValue((order[next].Task, order[next].InitialState), out var mine); next++)
            if (against.TryGetValue((order[next].Task, order[next].InitialState), out var theirs) && mine != EpisodeOutcome.Error && theirs != EpisodeOutcome.Error)
                Comparison.Add(mine == EpisodeOutcome.Success, theirs == EpisodeOutcome.Success);
        return Comparison.Decided;
    }
}
