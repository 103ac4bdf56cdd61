using Oft.Evaluation.Statistics;

namespace Oft.Evaluation.Tests.Statistics;

public class RateDifferenceTests
{
    // Published values: Newcombe, Stat. Med. 17 (1998) 873-890, table II, method 10.
    [Theory]
    [InlineData(56, 70, 48, 80, 0.0524, 0.3339)]
    [InlineData(9, 10, 3, 10, 0.1705, 0.8090)]
    [InlineData(6, 7, 2, 7, 0.0582, 0.8062)]
    [InlineData(5, 56, 0, 29, -0.0381, 0.1926)]
    [InlineData(10, 10, 0, 10, 0.6075, 1.0000)]
    public void The_interval_is_the_published_one(int first, int of, int second, int from, double low, double high)
    {
        var difference = new RateDifference(new(first, of), new(second, from));
        Assert.Equal(low, difference.Low, 4);     // printed with four digits
        Assert.Equal(high, difference.High, 4);
    }

    [Fact]
    public void The_sentence_follows_the_interval()
    {
        var (good, bad, same) = (new SuccessRate(45, 50), new SuccessRate(10, 50), new SuccessRate(44, 50));
        Assert.StartsWith("FiLM succeeds more often than none: 90.0 % against 20.0 %", new RateDifference(good, bad).Sentence("FiLM", "none"));
        Assert.StartsWith("none succeeds less often than FiLM", new RateDifference(bad, good).Sentence("none", "FiLM"));
        Assert.StartsWith("FiLM and none are not distinguishable at this n: 90.0 % against 88.0 %", new RateDifference(good, same).Sentence("FiLM", "none"));
    }
}
