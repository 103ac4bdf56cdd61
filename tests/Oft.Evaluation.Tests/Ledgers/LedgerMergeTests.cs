using Oft.Evaluation.Ledgers;
using Oft.Evaluation.Suites;
using Oft.Evaluation.Tests.Worlds;

namespace Oft.Evaluation.Tests.Ledgers;

public class LedgerMergeTests
{
    [Fact]
    public void Three_shards_merged_are_the_unsharded_ledger()
    {
        using var folder = new TemporaryFolder();
        var whole = new LineSuite().Run(folder["whole"]);
        string[] shards = [folder["1"], folder["2"], folder["3"]];
        for (var i = 1; i <= 3; i++) new LineSuite().Run(shards[i - 1], shard: new Shard(i, 3));

        var missing = LedgerMerge.Write([shards[2], shards[0], shards[1]], folder["merged"]);

        var merged = Ledger.Read(folder["merged"]);
        Assert.Equal(0, missing);
        Assert.Equal(whole.Records.Select(record => record.Timeless()), merged.Records.Select(record => record.Timeless()));
        Assert.Equal(whole.Rate, merged.Rate);
    }

    [Fact]
    public void What_no_shard_has_run_is_counted()
    {
        using var folder = new TemporaryFolder();
        new LineSuite().Run(folder["1"], shard: new Shard(1, 3));
        Assert.Equal(16, LedgerMerge.Write([folder["1"]], folder["merged"]));
    }

    [Fact]
    public void Shards_of_different_conditions_are_refused_with_what_differs()
    {
        using var folder = new TemporaryFolder();
        new LineSuite().Run(folder["1"], shard: new Shard(1, 2));
        LedgerWriter.Open(folder["2"], new LineSuite().Conditions(kit: "decaf")).Dispose();
        var refused = Assert.Throws<LedgerException>(() => LedgerMerge.Write([folder["1"], folder["2"]], folder["merged"]));
        Assert.Contains("kit: 'c0ffee' and 'decaf'", refused.Message);
        Assert.False(File.Exists(folder["merged"]));
    }

    [Fact]
    public void One_shard_given_twice_is_refused()
    {
        using var folder = new TemporaryFolder();
        new LineSuite().Run(folder["1"], shard: new Shard(1, 3));
        Assert.Contains("Give each shard once", Assert.Throws<LedgerException>(() => LedgerMerge.Write([folder["1"], folder["1"]], folder["merged"])).Message);
    }
}
