using Oft.Contracts;
using Oft.Evaluation.Ledgers;
using Oft.Evaluation.Tests.Worlds;

namespace Oft.Evaluation.Tests.Ledgers;

public class LedgerComparisonTests
{
    [Fact]
    public void Episodes_are_matched_by_task_and_initial_state_and_broken_ones_left_out()
    {
        using var folder = new TemporaryFolder();
        // The first succeeds everywhere, the second on even states; state 7 broke in the second.
        var first = Written(folder["a"], new LineSuite().Conditions(), (_, _) => EpisodeOutcome.Success);
        var second = Written(folder["b"], new LineSuite().Conditions("other"), (_, state) => state == 7 ? EpisodeOutcome.Error : state % 2 == 0 ? EpisodeOutcome.Success : EpisodeOutcome.Failure);

        var comparison = LedgerComparison.Between(first, second);

        Assert.Equal((12, 9, 0, 0), (comparison.Outcomes.Both, comparison.Outcomes.OnlyFirst, comparison.Outcomes.OnlySecond, comparison.Outcomes.Neither));
        Assert.Equal(6, comparison.Unmatched);              // three states 7, in both ledgers
        Assert.Equal(2 * Math.Pow(0.5, 9), comparison.Outcomes.PValue, 12);
        Assert.Equal(["policy: 'careless' and 'other'"], comparison.Differences);
        Assert.Equal(3, comparison.ByTask.Count);
        Assert.All(comparison.ByTask, task => Assert.Equal(Math.Min(1, 3 * 2 * Math.Pow(0.5, 3)), task.CorrectedPValue, 12));
    }

    [Fact]
    public void Runs_without_a_common_episode_are_refused()
    {
        using var folder = new TemporaryFolder();
        var first = Written(folder["a"], new LineSuite().Conditions(), (_, state) => state < 4 ? EpisodeOutcome.Success : null);
        var second = Written(folder["b"], new LineSuite().Conditions(), (_, state) => state >= 4 ? EpisodeOutcome.Success : null);
        Assert.Contains("no finished episode in common", Assert.Throws<LedgerException>(() => LedgerComparison.Between(first, second)).Message);
    }

    internal static Ledger Written(string path, Conditions conditions, Func<string, int, EpisodeOutcome?> outcome)
    {
        using (var ledger = LedgerWriter.Open(path, conditions))
            foreach (var task in conditions.Tasks)
                for (var state = 0; state < conditions.InitialStates; state++)
                    if (outcome(task, state) is { } ended)
                        ledger.Append(new EpisodeRecord { Task = task, InitialState = state, Seed = 1, Sentence = task, Outcome = ended, Steps = 5, Chunks = 2, Errors = [], Conditions = ledger.Id, Seconds = 0.1, PolicySeconds = 0.05, At = DateTimeOffset.UnixEpoch });
        return Ledger.Read(path);
    }
}
