using Oft.Contracts;
using Oft.Evaluation.Latency;
using Oft.Evaluation.Ledgers;
using Oft.Evaluation.Statistics;
using Oft.Evaluation.Suites;
using Oft.Evaluation.Tables;
using Oft.Evaluation.Tests.Ledgers;
using Oft.Evaluation.Tests.Worlds;

namespace Oft.Evaluation.Tests;

/// <summary>What users of such systems complain about, and what this room promises them.</summary>
public class PromiseTests
{
    // "A small steady gap to the paper on other GPUs": is it a gap at all?
    [Fact]
    public void Promise_2_a_gap_to_the_paper_comes_with_the_interval_that_says_whether_it_is_one()
    {
        var table = PaperTable.Read(Path.Combine(Need.Root, "data-manifests", "paper", "libero.json"));
        var row = table.Rows.Single(known => known.Name == "OpenVLA-OFT");
        table.Measure(row.Name, "spatial", 482, 500, "LIBERO, native").Measure(row.Name, "goal", 470, 500, "LIBERO, native");

        Assert.Equal("96.4 (94.4–97.7), n = 500 · paper 97.6 · inside", table.Cell(row, table.Columns[0]).ToString());
        Assert.Equal("94.0 (91.6–95.8), n = 500 · paper 97.9 · outside", table.Cell(row, table.Columns[2]).ToString());
    }

    [Fact]
    public void Promise_7_assets_are_hashed_in_every_ledger_and_runs_over_different_assets_are_compared_only_when_asked()
    {
        using var folder = new TemporaryFolder();
        var mine = new LineSuite();
        var theirs = new LineSuite { Files = new Dictionary<string, string> { ["scene"] = "bb22" } };
        var first = LedgerComparisonTests.Written(folder["a"], mine.Conditions(), (_, _) => EpisodeOutcome.Success);
        var second = LedgerComparisonTests.Written(folder["b"], theirs.Conditions(), (_, state) => state < 4 ? EpisodeOutcome.Success : EpisodeOutcome.Failure);

        Assert.Contains("\"world_files\":{\"scene\":\"aa11\"}", File.ReadLines(folder["a"]).First());
        var refused = Assert.Throws<LedgerException>(() => LedgerComparison.Between(first, second));
        Assert.Contains("world_files.scene: 'aa11' and 'bb22'", refused.Message);
        Assert.Contains("--across-worlds", refused.Message);
        Assert.Equal(0.5, LedgerComparison.Between(first, second, acrossWorlds: true).Outcomes.Difference, 12);
        Assert.Throws<LedgerException>(() => LedgerMerge.Write([folder["a"], folder["b"]], folder["merged"]));
    }

    // "Same seed, 2/5 to 5/5": five episodes cannot tell, and every episode has a seed of its own.
    [Fact]
    public void Promise_9_episodes_have_their_own_seeds_and_five_of_them_give_no_verdict()
    {
        using var folder = new TemporaryFolder();
        var suite = new LineSuite { Tasks = ["reach the mark"] };
        var good = LedgerComparisonTests.Written(folder["a"], suite.Conditions(), (_, state) => state < 5 ? EpisodeOutcome.Success : null);
        var weak = LedgerComparisonTests.Written(folder["b"], suite.Conditions("other"), (_, state) => state < 2 ? EpisodeOutcome.Success : state < 5 ? EpisodeOutcome.Failure : null);

        Assert.Equal("100.0 (56.6–100.0), n = 5", good.Rate!.ToString());
        Assert.Equal("40.0 (11.8–76.9), n = 5", weak.Rate!.ToString());
        var comparison = LedgerComparison.Between(good, weak);
        Assert.Equal(ComparisonVerdict.TooFew, comparison.Verdict);
        Assert.EndsWith("too few pairs for any verdict", comparison.ToString());
        Assert.Equal(8, suite.Plan().Episodes.Select(episode => episode.Seed).Distinct().Count());
        Assert.Equal(suite.Plan(seed: 3).Episodes, suite.Plan(seed: 3).Episodes);
    }

    [Fact]
    public void Promise_11_ten_episodes_after_a_conversion_tell_a_broken_policy_from_a_working_one()
    {
        using var folder = new TemporaryFolder();
        var suite = new LineSuite();
        var smoke = SmokeEvaluation.Of(suite.Plan()).Select(episode => (episode.Task, episode.InitialState)).ToHashSet();
        SuccessRate Rate(string name, IPolicy policy)
        {
            var run = suite.Run(folder[name], policy);
            return new SuccessRate(run.Records.Count(record => smoke.Contains(record.Key()) && record.Outcome == EpisodeOutcome.Success), smoke.Count);
        }

        Assert.False(SmokeEvaluation.IsBroken(Rate("working", new LinePolicy()), expected: 0.97));
        Assert.Contains("broken", SmokeEvaluation.Sentence(Rate("converted", new LinePolicy(_ => 0)), expected: 0.97));
    }

    // The share of the roofline is measured by the engine and belongs to the latency bench.
    [Fact]
    public void Promise_19_a_latency_says_its_unit_its_percentiles_and_what_is_inside_the_timer()
    {
        var text = new LatencySummary([.. Enumerable.Repeat(0.0729, 99), 0.5], "pictures to chunk, resize included, no network; float32, 2 threads", actionsPerCall: 8).ToString();
        Assert.Equal("p50 72.9 ms, p90 72.9, p99 72.9, max 500.0 over 100 calls; 109.7 actions/s (8 a call); timer: pictures to chunk, resize included, no network; float32, 2 threads", text);
    }
}
