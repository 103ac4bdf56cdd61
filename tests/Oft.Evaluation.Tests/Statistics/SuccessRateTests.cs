using Oft.Evaluation.Statistics;

namespace Oft.Evaluation.Tests.Statistics;

public class SuccessRateTests
{
    // Published values: Newcombe, Stat. Med. 17 (1998) 857-872, table I, method 3 (Wilson without continuity correction).
    [Theory]
    [InlineData(81, 263, 0.2553, 0.3662)]
    [InlineData(15, 148, 0.0624, 0.1605)]
    [InlineData(0, 20, 0.0000, 0.1611)]
    [InlineData(1, 29, 0.0061, 0.1718)]
    public void The_interval_is_the_published_one(int successes, int trials, double low, double high)
    {
        var rate = new SuccessRate(successes, trials);
        Assert.Equal(low, rate.Low, 4);     // printed with four digits
        Assert.Equal(high, rate.High, 4);
    }

    [Fact]
    public void Ten_of_ten_reads_72_to_100()
    {
        Assert.Equal("100.0 (72.2–100.0), n = 10", new SuccessRate(10, 10).ToString());
    }

    [Fact]
    public void Successes_and_failures_mirror_each_other()
    {
        for (var successes = 0; successes <= 40; successes++)
        {
            var (rate, mirrored) = (new SuccessRate(successes, 40), new SuccessRate(40 - successes, 40));
            Assert.Equal(rate.Low, 1 - mirrored.High, 12);
            Assert.InRange(rate.Value, rate.Low, rate.High);
        }
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(-1, 5)]
    [InlineData(6, 5)]
    public void Counts_that_cannot_be_are_refused(int successes, int trials) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new SuccessRate(successes, trials));
}
