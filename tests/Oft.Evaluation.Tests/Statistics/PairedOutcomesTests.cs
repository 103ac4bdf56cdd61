using Oft.Evaluation.Statistics;

namespace Oft.Evaluation.Tests.Statistics;

public class PairedOutcomesTests
{
    // Published: M. P. Fay, R package exact2x2, example of mcnemar.exact (21, 9, 2, 12): p = 0.06543.
    // Published counts: A. Agresti, Categorical Data Analysis, table 10.1 (approval ratings, 150 and 86 changed); 2·P(X ≤ 86), X ~ Bin(236, 1/2), summed in integers.
    [Theory]
    [InlineData(21, 9, 2, 12, 0.06543)]
    [InlineData(794, 150, 86, 570, 3.716e-05)]
    [InlineData(10, 0, 0, 5, 1)]
    [InlineData(0, 5, 0, 0, 0.0625)]
    public void The_exact_p_is_the_published_one(int both, int first, int second, int neither, double p) =>
        Assert.Equal(p, new PairedOutcomes(both, first, second, neither).PValue, tolerance: p * 2e-4);     // printed with four digits

    // Published: T. Tango, Statistics in Medicine 17 (1998), soft contact lenses: 43 effective under both, 1 only under the standard; margin 0.1: Z = 1.709, p = 0.044.
    [Fact]
    public void Tangos_example_gives_his_score()
    {
        var lenses = new PairedOutcomes(both: 43, onlyFirst: 0, onlySecond: 1, neither: 0);
        Assert.Equal(1.709, lenses.Score(-0.1), 3);
        Assert.Equal(0.044, lenses.NonInferiorityPValue(0.1), 3);
    }

    [Fact]
    public void Without_an_assumed_difference_the_score_is_McNemars()
    {
        var pairs = new PairedOutcomes(50, 17, 8, 25);
        Assert.Equal((17 - 8) / Math.Sqrt(17 + 8), pairs.Score(0), 12);
    }

    [Theory]
    [InlineData(40, 0, 0, 10)]
    [InlineData(50, 0, 0, 0)]
    [InlineData(30, 12, 0, 8)]
    [InlineData(480, 9, 11, 0)]
    [InlineData(0, 20, 0, 0)]
    public void The_interval_holds_the_difference_and_mirrors_when_the_policies_change_places(int both, int first, int second, int neither)
    {
        var (pairs, mirrored) = (new PairedOutcomes(both, first, second, neither), new PairedOutcomes(both, second, first, neither));
        Assert.InRange(pairs.Difference, pairs.Low, pairs.High);
        Assert.True(pairs.High - pairs.Low > 0.01, "no finite number of episodes leaves no doubt");
        Assert.Equal(pairs.Low, -mirrored.High, 9);         // bisection stops at 2^-60 of the bracket
        Assert.Equal(pairs.High, -mirrored.Low, 9);
    }

    [Fact]
    public void The_interval_covers_the_true_difference_in_95_of_100_runs()
    {
        var random = new Random(11);
        var covered = 0;
        const int runs = 4000;
        for (var run = 0; run < runs; run++)
        {
            var pairs = Draw(random, pairs: 200, onlyFirst: 0.09, onlySecond: 0.04, both: 0.80);
            if (pairs.Low <= 0.05 && 0.05 <= pairs.High) covered++;
        }
        Assert.InRange(covered / (double)runs, 0.935, 0.965);        // 4,000 runs: standard error 0.0034; the score interval is within 0.005 of its level here
    }

    [Fact]
    public void A_policy_that_is_worse_by_the_margin_is_called_not_inferior_in_at_most_5_of_100_runs()
    {
        var random = new Random(12);
        var called = 0;
        const int runs = 4000;
        for (var run = 0; run < runs; run++)
            if (Draw(random, pairs: 300, onlyFirst: 0.03, onlySecond: 0.08, both: 0.80).NonInferiorityPValue(0.05) <= 0.05) called++;
        Assert.InRange(called / (double)runs, 0.03, 0.06);           // standard error 0.0034 on either side of an approximate level
    }

    [Fact]
    public void Equal_policies_differ_by_McNemar_in_at_most_5_of_100_runs()
    {
        var random = new Random(13);
        var alarms = 0;
        const int runs = 4000;
        for (var run = 0; run < runs; run++)
            if (Draw(random, pairs: 300, onlyFirst: 0.06, onlySecond: 0.06, both: 0.80).PValue <= 0.05) alarms++;
        Assert.True(new SuccessRate(alarms, runs).Low <= 0.05, $"{alarms} false alarms in {runs}");
    }

    [Fact]
    public void No_pair_at_all_is_refused() => Assert.Throws<ArgumentOutOfRangeException>(() => new PairedOutcomes(0, 0, 0, 0));

    private static PairedOutcomes Draw(Random random, int pairs, double onlyFirst, double onlySecond, double both)
    {
        var counts = new int[4];
        for (var pair = 0; pair < pairs; pair++)
        {
            var u = random.NextDouble();
            counts[u < onlyFirst ? 0 : u < onlyFirst + onlySecond ? 1 : u < onlyFirst + onlySecond + both ? 2 : 3]++;
        }
        return new PairedOutcomes(counts[2], counts[0], counts[1], counts[3]);
    }
}
