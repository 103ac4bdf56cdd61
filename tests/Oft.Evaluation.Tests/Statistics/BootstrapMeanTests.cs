using Oft.Evaluation.Statistics;

namespace Oft.Evaluation.Tests.Statistics;

public class BootstrapMeanTests
{
    // Published: Efron and Tibshirani, An Introduction to the Bootstrap (1993), mouse data: ideal bootstrap standard error of the mean 23.36 (treated) and 13.33 (control).
    [Theory]
    [InlineData(new double[] { 94, 197, 16, 38, 99, 141, 23 }, 86.86, 23.36)]
    [InlineData(new double[] { 52, 104, 146, 10, 51, 30, 40, 27, 46 }, 56.22, 13.33)]
    public void The_standard_error_is_the_published_one(double[] days, double mean, double error)
    {
        var bootstrap = new BootstrapMean(days, seed: 1, resamples: 40_000);
        Assert.Equal(mean, bootstrap.Value, 2);
        Assert.Equal(error, bootstrap.StandardError, tolerance: 0.02 * error);       // 40,000 resamples: 0.35 % relative standard error
    }

    [Fact]
    public void The_interval_covers_the_mean_of_skewed_values_in_about_95_of_100_runs()
    {
        var random = new Random(5);
        var covered = 0;
        const int runs = 1000;
        for (var run = 0; run < runs; run++)
        {
            var values = Enumerable.Range(0, 60).Select(_ => -Math.Log(1 - random.NextDouble())).ToArray();      // exponential, mean 1
            var bootstrap = new BootstrapMean(values, seed: run, resamples: 1000);
            if (bootstrap.Low <= 1 && 1 <= bootstrap.High) covered++;
        }
        Assert.InRange(covered / (double)runs, 0.92, 0.97);          // standard error 0.007; BCa is a little short for 60 skewed values
    }

    [Fact]
    public void A_long_right_tail_makes_the_right_arm_longer()
    {
        var values = Enumerable.Range(1, 40).Select(i => Math.Exp(i / 10.0)).ToArray();
        var bootstrap = new BootstrapMean(values, seed: 3);
        Assert.True(bootstrap.High - bootstrap.Value > bootstrap.Value - bootstrap.Low);
    }

    [Fact]
    public void The_same_seed_gives_the_same_interval() =>
        Assert.Equal(new BootstrapMean([1, 2, 4, 8], seed: 7), new BootstrapMean([1, 2, 4, 8], seed: 7));

    [Fact]
    public void Equal_values_leave_no_spread()
    {
        var bootstrap = new BootstrapMean([3, 3, 3, 3], seed: 1);
        Assert.Equal((3, 3, 3), (bootstrap.Low, bootstrap.Value, bootstrap.High));
    }

    [Theory]
    [InlineData(new double[] { 1 })]
    [InlineData(new double[] { 1, double.NaN })]
    public void One_value_or_one_that_is_none_is_refused(double[] values) => Assert.Throws<ArgumentException>(() => new BootstrapMean(values, seed: 1));
}
