using Oft.Lab.Benches;
using Oft.Lab.Proofs;

namespace Oft.Lab.Tests.Proofs;

public sealed class WorldProofsTests
{
    [Fact]
    public void The_experts_proof_counts_every_task_and_holds_at_one_state()
    {
        var result = new ExpertsProof("mini_language").Run(new ProofContext(1, _ => { }, TestContext.Current.CancellationToken));
        Assert.True(result.Holds);
        Assert.Equal(3, (int)result.Result["solved"]!);
        Assert.Equal(3, result.Result["mini_language"]!.AsArray().Count);
    }

    [Fact]
    public void The_memory_proof_leaves_no_owner_and_prints_its_slope()
    {
        // Four seconds cannot tell a leak from warm-up, so only the counts are asserted here; the slope is the proof's at full size.
        var result = new WorldMemoryProof().Run(new ProofContext(4, _ => { }, TestContext.Current.CancellationToken));
        Assert.True((long)result.Result["worlds"]! > 0);
        Assert.True((long)result.Result["pictures"]! > 0);
        Assert.True(double.IsFinite((double)result.Result["slope_mb_per_minute"]!));
    }

    [Fact]
    public void The_worlds_bench_sets_the_bars_its_issue_asks_for()
    {
        var figures = new WorldsBench(seconds: 0.05).Run(new BenchContext(false, _ => { }, TestContext.Current.CancellationToken));
        // Rows of LIBERO follow where its files are at hand.
        Assert.Equal([50.0, 0.85], figures.Where(f => f.Bar is not null).Select(f => f.Bar!.Value).Take(2));
        Assert.All(figures, f => Assert.True(f.Value > 0, f.Name));
    }
}
