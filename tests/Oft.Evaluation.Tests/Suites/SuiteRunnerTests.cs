using Oft.Contracts;
using Oft.Evaluation.Episodes;
using Oft.Evaluation.Ledgers;
using Oft.Evaluation.Suites;
using Oft.Evaluation.Tests.Worlds;

namespace Oft.Evaluation.Tests.Suites;

public class SuiteRunnerTests
{
    [Fact]
    public void Every_episode_of_the_plan_is_run_once_in_its_order()
    {
        using var folder = new TemporaryFolder();
        var suite = new LineSuite();
        var ledger = suite.Run(folder["run"]);
        Assert.Equal(suite.Plan().Episodes.Select(episode => (episode.Task, episode.InitialState, episode.Seed)), ledger.Records.Select(record => (record.Task, record.InitialState, record.Seed)));
        Assert.Equal(3, suite.Opened);                      // one world a task, kept for all its states
        Assert.InRange(ledger.Rate!.Successes, 1, 23);      // the careless policy neither always reaches nor always misses
    }

    [Fact]
    public void One_policy_gives_the_same_ledger_direct_batched_and_in_three_shards()
    {
        using var folder = new TemporaryFolder();
        var direct = Timeless(new LineSuite().Run(folder["direct"]));
        var policy = new LinePolicy(LinePolicy.Careless);
        var batched = Timeless(new LineSuite().Run(folder["batched"], policy, worlds: 4));
        for (var i = 1; i <= 3; i++) new LineSuite().Run(folder[$"{i}"], worlds: 2, shard: new Shard(i, 3));
        LedgerMerge.Write([folder["1"], folder["2"], folder["3"]], folder["merged"]);

        Assert.Equal(direct.Order(), batched.Order());
        Assert.Equal(direct, Timeless(Ledger.Read(folder["merged"])));
        Assert.Contains(policy.Batches, size => size > 1);
    }

    [Fact]
    public void A_policy_that_is_made_for_a_world_meets_the_world_it_was_made_for()
    {
        using var folder = new TemporaryFolder();
        var suite = new LineSuite();
        using (var ledger = LedgerWriter.Open(folder["run"], suite.Conditions()))
            new SuiteRunner(suite, EpisodeSettings.Plain) { Worlds = 3 }.Run(suite.Plan(), world => new Bound(world), ledger);
        Assert.All(Ledger.Read(folder["run"]).Records, record => Assert.Equal((EpisodeOutcome.Success, 0), (record.Outcome, record.Errors.Count)));
    }

    [Fact]
    public void A_world_that_breaks_costs_its_own_episode_and_no_other()
    {
        using var folder = new TemporaryFolder();
        var suite = new LineSuite { Opens = task => task == "find the spot" ? throw new FileNotFoundException("no scene") : new LineWorld(25, task) };
        var ledger = suite.Run(folder["run"], worlds: 2);
        Assert.Equal(24, ledger.Records.Count);
        Assert.Equal(8, ledger.Errors);
        Assert.Null(ledger.RateOf("find the spot"));
        Assert.Equal(16, ledger.Rate!.Trials);              // an error is no trial
    }

    [Fact]
    public void A_cancelled_run_keeps_what_is_finished_and_continues_where_it_was()
    {
        using var folder = new TemporaryFolder();
        using var stop = new CancellationTokenSource();
        var done = 0;
        Assert.Throws<OperationCanceledException>(() => new LineSuite().Run(folder["run"], enough: _ => { if (++done == 9) stop.Cancel(); return false; }, cancellation: stop.Token));
        Assert.Equal(9, Ledger.Read(folder["run"]).Records.Count);
        Assert.Equal(Timeless(new LineSuite().Run(folder["whole"])), Timeless(new LineSuite().Run(folder["run"])));
    }

    [Fact]
    public void A_watcher_that_breaks_ends_the_run_and_the_ledger_keeps_what_was_finished()
    {
        using var folder = new TemporaryFolder();
        var suite = new LineSuite();
        using (var ledger = LedgerWriter.Open(folder["run"], suite.Conditions()))
        {
            var runner = new SuiteRunner(suite, EpisodeSettings.Plain) { Worlds = 2, Watch = episode => episode.Index == 6 ? throw new IOException("no space left") : null };
            var ended = Assert.Throws<AggregateException>(() => runner.Run(suite.Plan(), _ => new LinePolicy(), ledger));
            Assert.IsType<IOException>(Assert.Single(ended.InnerExceptions));
        }
        Assert.InRange(Ledger.Read(folder["run"]).Records.Count, 5, 7);
    }

    [Fact]
    public void Progress_counts_earlier_sittings_and_estimates_from_this_one()
    {
        using var folder = new TemporaryFolder();
        var suite = new LineSuite();
        suite.Run(folder["run"], enough: record => record.InitialState == 5);
        List<SuiteProgress> heard = [];
        using (var ledger = LedgerWriter.Open(folder["run"], suite.Conditions()))
            new SuiteRunner(suite, EpisodeSettings.Plain, new SteppingClock()) { Report = heard.Add }.Run(suite.Plan(), _ => new LinePolicy(), ledger);

        Assert.Equal((6, 24, null), (heard[0].Done, heard[0].Total, heard[0].Remaining));
        Assert.Equal(Enumerable.Range(6, 19), heard.Select(progress => progress.Done));
        Assert.Equal(heard[1].Elapsed * 17, heard[1].Remaining);        // seventeen left at the pace of the one just run
        Assert.Equal(TimeSpan.Zero, heard[^1].Remaining);
        Assert.Equal(24, heard[^1].Rate!.Trials);
    }

    [Fact]
    public void A_run_stops_early_where_it_is_clearly_worse_than_an_earlier_one()
    {
        using var folder = new TemporaryFolder();
        var suite = new LineSuite();
        var earlier = suite.Run(folder["earlier"], new LinePolicy());
        var stop = new SequentialStop(suite.Plan().Episodes, earlier);
        var worse = suite.Run(folder["worse"], new LinePolicy(_ => -1), worlds: 3, enough: stop.Add);
        Assert.Equal((true, -1), (stop.Comparison.Decided, stop.Comparison.Better));
        Assert.InRange(worse.Records.Count, 8, 12);         // 2^8/9 > 20; up to two more were under way and one out of order
    }

    [Fact]
    public void The_sequential_stop_hears_episodes_in_the_order_of_the_plan_whenever_they_end()
    {
        using var folder = new TemporaryFolder();
        var suite = new LineSuite();
        var earlier = suite.Run(folder["earlier"], new LinePolicy());
        var worse = suite.Run(folder["worse"], new LinePolicy(LinePolicy.Careless));
        SequentialStop inOrder = new(suite.Plan().Episodes, earlier), shuffled = new(suite.Plan().Episodes, earlier);
        foreach (var record in worse.Records) inOrder.Add(record);
        foreach (var record in worse.Records.Reverse()) shuffled.Add(record);
        Assert.Equal((inOrder.Comparison.PValue, inOrder.Comparison.Pairs), (shuffled.Comparison.PValue, shuffled.Comparison.Pairs));
    }

    private static List<string> Timeless(Ledger ledger) => [.. ledger.Records.Select(record => record.Timeless())];

    // Breaks when another world's observation reaches it.
    private sealed class Bound(IWorld world) : IPolicy
    {
        public ActionChunk Act(Observation observation) =>
            observation.Proprio.Span.SequenceEqual(world.Observe().Proprio.Span) ? new ActionChunk(1, 2, new[] { LinePolicy.Toward(observation), 0 }) : throw new InvalidOperationException("another world's picture");
    }

    // One second later at every look.
    private sealed class SteppingClock : TimeProvider
    {
        private long seconds;

        public override long TimestampFrequency => 1;

        public override long GetTimestamp() => Interlocked.Increment(ref seconds);
    }
}
