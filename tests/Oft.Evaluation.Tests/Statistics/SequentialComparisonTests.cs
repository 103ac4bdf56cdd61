using Oft.Evaluation.Statistics;

namespace Oft.Evaluation.Tests.Statistics;

public class SequentialComparisonTests
{
    // With equal weight of all biases E has a closed form: 2^n / ((n + 1) · C(n, b)).
    [Theory]
    [InlineData(1, 0, 1)]                  // 2 / (2 · 1)
    [InlineData(6, 0, 64.0 / 7)]
    [InlineData(3, 3, 64.0 / 140)]         // 2^6 / (7 · 20)
    [InlineData(8, 1, 512.0 / 90)]         // 2^9 / (10 · 9)
    public void The_evidence_is_what_the_closed_form_says(int first, int second, double evidence)
    {
        var comparison = new SequentialComparison();
        for (var i = 0; i < second; i++) comparison.Add(false, true);
        for (var i = 0; i < first; i++) comparison.Add(true, false);
        Assert.Equal(evidence, comparison.Evidence, 9);
    }

    [Fact]
    public void Episodes_on_which_both_agree_say_nothing()
    {
        var comparison = new SequentialComparison();
        for (var i = 0; i < 500; i++) comparison.Add(i % 3 == 0, i % 3 == 0);
        Assert.Equal((1.0, 1.0, false, 500), (comparison.Evidence, comparison.PValue, comparison.Decided, comparison.Pairs));
    }

    [Fact]
    public void Under_equal_policies_the_evidence_has_expectation_one()
    {
        // Exact: the mean over all 2^12 orders of twelve disagreements.
        var sum = 0.0;
        for (var order = 0; order < 1 << 12; order++)
        {
            var comparison = new SequentialComparison();
            for (var toss = 0; toss < 12; toss++) comparison.Add((order >> toss & 1) == 1, (order >> toss & 1) == 0);
            sum += comparison.Evidence;
        }
        Assert.Equal(1, sum / (1 << 12), 9);
    }

    [Fact]
    public void A_clear_difference_ends_early_and_names_the_better_policy()
    {
        var random = new Random(31);
        var comparison = new SequentialComparison();
        while (comparison.Pairs < 500 && !comparison.Add(random.NextDouble() < 0.95, random.NextDouble() < 0.60)) { }
        Assert.True(comparison.Decided);
        Assert.Equal(1, comparison.Better);
        Assert.InRange(comparison.Pairs, 8, 100);
    }

    [Fact]
    public void Once_decided_it_stays_decided()
    {
        var comparison = new SequentialComparison();
        while (!comparison.Add(true, false)) { }
        for (var i = 0; i < 20; i++) comparison.Add(false, true);
        Assert.Equal((true, 1), (comparison.Decided, comparison.Better));
    }
}
