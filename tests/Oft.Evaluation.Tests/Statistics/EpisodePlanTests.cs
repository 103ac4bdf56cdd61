using Oft.Evaluation.Statistics;

namespace Oft.Evaluation.Tests.Statistics;

public class EpisodePlanTests
{
    // Published: Chow, Shao and Wang, Sample Size Calculations in Clinical Research (2008), page 89: 65 % against 85 %, level 0.05, power 0.8: 70 a group.
    [Fact]
    public void Two_groups_need_the_published_number() =>
        Assert.Equal(70, new EpisodePlan { Rate = 0.65, Difference = 0.20 }.Apart);

    // Published worked values of Connor's formula: p = 0.45 and 0.05 need 23 pairs, 0.30 and 0.15 need 155 (both level 0.05 two-sided, power 0.8).
    [Theory]
    [InlineData(0.50, 0.40, 23)]
    [InlineData(0.45, 0.15, 155)]
    public void Pairs_need_the_published_number(double disagreement, double difference, int pairs) =>
        Assert.Equal(pairs, EpisodePlan.PairsFor(disagreement, difference, level: 0.05, power: 0.8));

    [Fact]
    public void One_point_at_97_takes_thousands_of_episodes_and_pairing_halves_them()
    {
        var plan = new EpisodePlan { Rate = 0.97, Difference = -0.01 };
        Assert.InRange(plan.Apart, 5000, 5500);
        Assert.InRange(plan.Paired, 0.45 * plan.Apart, 0.55 * plan.Apart);           // a correlation of one half
    }

    [Fact]
    public void The_exact_power_is_what_a_simulation_finds()
    {
        var plan = new EpisodePlan { Rate = 0.80, Difference = 0.08, Correlation = 0.3 };
        var random = new Random(51);
        var (psi, seen) = (plan.Disagreement, 0);
        const int runs = 4000, pairs = 250;
        for (var run = 0; run < runs; run++)
        {
            int first = 0, second = 0;
            for (var pair = 0; pair < pairs; pair++)
            {
                var u = random.NextDouble();
                if (u < (psi + 0.08) / 2) second++;
                else if (u < psi) first++;
            }
            if (new PairedOutcomes(pairs - first - second, first, second, 0).PValue <= 0.05) seen++;
        }
        var found = new SuccessRate(seen, runs);
        Assert.InRange(plan.ExactPower(pairs), found.Low - 0.01, found.High + 0.01);  // 4,000 runs: the interval's own width and a little
    }

    [Fact]
    public void The_planned_number_of_pairs_reaches_nearly_the_planned_power()
    {
        var plan = new EpisodePlan { Rate = 0.70, Difference = 0.10 };
        Assert.InRange(plan.ExactPower(plan.Paired), 0.74, 0.82);            // Connor's is the normal approximation; the exact test is a little weaker
    }

    [Fact]
    public void A_difference_that_leaves_no_rate_is_refused() =>
        Assert.Throws<InvalidOperationException>(() => new EpisodePlan { Rate = 0.97, Difference = 0.05 }.Apart);
}
