using Oft.Evaluation.Statistics;

namespace Oft.Evaluation.Tests.Statistics;

/// <summary>A/A: the same policy against itself, where every verdict is a false alarm.</summary>
public class EqualPoliciesTests
{
    private const int comparisons = 1000;

    [Theory]
    [InlineData(0.97, 500)]
    [InlineData(0.80, 200)]
    [InlineData(0.50, 40)]
    public void The_fixed_test_raises_at_most_5_false_alarms_in_100(double rate, int episodes)
    {
        var alarms = Alarms(rate, episodes, seed: 41, peeking: false);
        Assert.True(new SuccessRate(alarms, comparisons).Low <= 0.05, $"{alarms} of {comparisons}");
    }

    [Theory]
    [InlineData(0.97, 500)]
    [InlineData(0.80, 2000)]
    [InlineData(0.50, 2000)]
    public void The_sequential_test_raises_at_most_5_although_it_is_looked_at_after_every_episode(double rate, int episodes)
    {
        var alarms = Alarms(rate, episodes, seed: 42, peeking: true);
        Assert.True(new SuccessRate(alarms, comparisons).Low <= 0.05, $"{alarms} of {comparisons}");
    }

    [Fact]
    public void Peeking_at_the_fixed_test_would_raise_many_more()
    {
        var random = new Random(43);
        var alarms = 0;
        for (var comparison = 0; comparison < comparisons; comparison++)
        {
            var counts = new int[4];
            for (var episode = 1; episode <= 500; episode++)
            {
                counts[(random.NextDouble() < 0.5 ? 2 : 0) + (random.NextDouble() < 0.5 ? 1 : 0)]++;
                if (episode % 10 != 0 || new PairedOutcomes(counts[3], counts[2], counts[1], counts[0]).PValue > 0.05) continue;
                alarms++;
                break;
            }
        }
        Assert.True(new SuccessRate(alarms, comparisons).Low > 0.1, $"{alarms} of {comparisons}");
    }

    private static int Alarms(double rate, int episodes, int seed, bool peeking)
    {
        var random = new Random(seed);
        var alarms = 0;
        for (var comparison = 0; comparison < comparisons; comparison++)
        {
            var counts = new int[4];
            var sequential = new SequentialComparison();
            for (var episode = 0; episode < episodes && !(peeking && sequential.Decided); episode++)
            {
                var (first, second) = (random.NextDouble() < rate, random.NextDouble() < rate);
                counts[(first ? 2 : 0) + (second ? 1 : 0)]++;
                if (peeking) sequential.Add(first, second);
            }
            if (peeking ? sequential.Decided : new PairedOutcomes(counts[3], counts[2], counts[1], counts[0]).PValue <= 0.05) alarms++;
        }
        return alarms;
    }
}
