using Oft.Evaluation.Statistics;

namespace Oft.Evaluation.Tests.Statistics;

public class HolmTests
{
    // The fifteen p-values of Benjamini and Hochberg, J. R. Stat. Soc. B 57 (1995) 289-300, section 2; by a family-wise procedure three are rejected at 0.05.
    private static readonly double[] thrombolysis = [0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240, 0.4262, 0.5719, 0.6528, 0.7590, 1.000];

    [Fact]
    public void Of_the_published_fifteen_three_are_rejected()
    {
        var adjusted = Holm.Adjust(thrombolysis);
        Assert.Equal(3, adjusted.Count(p => p <= 0.05));
        Assert.Equal([0.0015, 0.0056, 0.0247, 0.114], adjusted.Take(4).Select(p => Math.Round(p, 10)));     // 15·p, 14·p, 13·p, 12·p
    }

    [Fact]
    public void The_order_of_the_table_does_not_matter_and_no_adjusted_value_falls_below_a_smaller_one()
    {
        double[] shuffled = [.. thrombolysis.Reverse()];
        Assert.Equal(Holm.Adjust(thrombolysis).Reverse(), Holm.Adjust(shuffled));
        Assert.Equal(Holm.Adjust(thrombolysis).Order(), Holm.Adjust(thrombolysis));
    }

    [Fact]
    public void Of_tables_without_any_difference_at_most_5_of_100_raise_an_alarm()
    {
        var random = new Random(21);
        var alarms = 0;
        const int tables = 4000;
        for (var table = 0; table < tables; table++)
            if (Holm.Adjust([.. Enumerable.Range(0, 12).Select(_ => random.NextDouble())]).Min() <= 0.05) alarms++;
        Assert.True(new SuccessRate(alarms, tables).Low <= 0.05, $"{alarms} alarms in {tables} tables");
        Assert.True(alarms > 0.03 * tables, "a correction that never rejects is no test");
    }

    [Fact]
    public void A_p_value_that_is_none_is_refused() => Assert.Throws<ArgumentException>(() => Holm.Adjust([0.5, double.NaN]));
}
