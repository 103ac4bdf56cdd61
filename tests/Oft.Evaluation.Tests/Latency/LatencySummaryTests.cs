using Oft.Evaluation.Latency;

namespace Oft.Evaluation.Tests.Latency;

public class LatencySummaryTests
{
    [Fact]
    public void Percentiles_are_times_that_were_measured()
    {
        var summary = new LatencySummary([.. Enumerable.Range(1, 200).Reverse().Select(i => i / 1000.0)], "test", actionsPerCall: 8);
        Assert.Equal((0.100, 0.180, 0.198, 0.200), (summary.P50, summary.P90, summary.P99, summary.Largest));
    }

    // Table II of the paper: 0.0729 s for a chunk of 8 is 109.7 actions a second.
    [Fact]
    public void Actions_per_second_are_counted_as_the_paper_counts() =>
        Assert.Equal(109.7, new LatencySummary([0.0729], "one call", actionsPerCall: 8).ActionsPerSecond, 1);

    [Theory]
    [InlineData(new double[0], "call")]
    [InlineData(new double[] { -1 }, "call")]
    [InlineData(new double[] { 1 }, " ")]
    public void Times_that_are_none_and_timers_nobody_described_are_refused(double[] seconds, string inside) =>
        Assert.Throws<ArgumentException>(() => new LatencySummary(seconds, inside, 8));
}
