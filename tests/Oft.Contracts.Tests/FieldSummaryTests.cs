namespace Oft.Contracts.Tests;

public class FieldSummaryTests
{
    [Fact]
    public void Quantiles_interpolate_between_the_sorted_values()
    {
        var summary = new FieldSummary(2);
        for (var i = 100; i >= 0; i--) summary.Add([i, 2 * i]);

        var field = summary.Finish([true, false]);

        Assert.Equal([1, 2], field.Q01);
        Assert.Equal([99, 198], field.Q99);
        Assert.Equal([0, 0], field.Min);
        Assert.Equal([50, 100], field.Mean);
        Assert.Equal(29.15476f, (float)field.Std[0]);
        Assert.Equal([true, false], field.Mask!);
    }

    [Fact]
    public void One_row_is_its_own_statistics()
    {
        var summary = new FieldSummary(1);
        Assert.Throws<InvalidOperationException>(() => summary.Finish());
        summary.Add([0.3f]);

        var field = summary.Finish();

        Assert.Equal([0.3f, 0.3f, 0.3f], [field.Min[0], field.Q01[0], field.Q99[0]]);
        Assert.Equal(0, field.Std[0]);
    }
}
