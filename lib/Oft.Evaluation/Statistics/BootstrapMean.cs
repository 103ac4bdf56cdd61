using MathNet.Numerics.Distributions;

namespace Oft.Evaluation.Statistics;

/// <summary>A mean with its 95 % bootstrap interval, corrected for bias and skew (BCa).</summary>
/// <remarks>
/// For steps, seconds and distances, whose distribution nobody knows. The ends are quantiles of resampled means, at levels
/// moved by z₀ (how far the resampled means sit beside the mean) and a (how skewed the values are):
/// <code>
/// level = Φ(z₀ + (z₀ + z) / (1 − a·(z₀ + z)))        a = Σ(m̄ − mᵢ)³ / 6·(Σ(m̄ − mᵢ)²)^(3/2), mᵢ the mean without value i
/// </code>
/// <para>Source: B. Efron, J. Am. Stat. Assoc. 82 (1987) 171-185.</para>
/// </remarks>
public sealed record BootstrapMean
{
    private const double z95 = 1.959963984540054;

    /// <summary>Resamples the values.</summary>
    /// <param name="values">At least two finite numbers.</param>
    /// <param name="seed">Same seed, same interval.</param>
    /// <param name="resamples">More make the ends steadier.</param>
    /// <exception cref="ArgumentException">Fewer than two values, or one that is not finite.</exception>
    public BootstrapMean(IReadOnlyList<double> values, int seed, int resamples = 4000)
    {
        if (values.Count < 2 || !values.All(double.IsFinite))
            throw new ArgumentException($"bootstrap: expected at least two finite values, got {values.Count}{(values.All(double.IsFinite) ? "" : " with one that is not finite")}.", nameof(values));
        ArgumentOutOfRangeException.ThrowIfLessThan(resamples, 100);
        (Value, Count) = (values.Average(), values.Count);
        var means = Resampled(values, new Random(seed), resamples);
        var meanOfMeans = means.Average();
        StandardError = Math.Sqrt(means.Sum(mean => (mean - meanOfMeans) * (mean - meanOfMeans)) / (resamples - 1));
        // Ties count half: of equal values none lies below the mean.
        var below = (means.Count(mean => mean < Value) + 0.5 * means.Count(mean => mean == Value)) / resamples;
        var bias = Normal.InvCDF(0, 1, Math.Clamp(below, 1.0 / resamples, 1 - 1.0 / resamples));
        var skew = Skew(values, Value);
        (Low, High) = (Quantile(means, Level(bias, skew, -z95)), Quantile(means, Level(bias, skew, z95)));
    }

    /// <summary>The mean.</summary>
    public double Value { get; }

    /// <summary>Values it was taken over.</summary>
    public int Count { get; }

    /// <summary>Spread of the resampled means.</summary>
    public double StandardError { get; }

    /// <summary>Lower end of the 95 % interval.</summary>
    public double Low { get; }

    /// <summary>Upper end of the 95 % interval.</summary>
    public double High { get; }

    private static double[] Resampled(IReadOnlyList<double> values, Random random, int resamples)
    {
        var means = new double[resamples];
        for (var resample = 0; resample < resamples; resample++)
        {
            var sum = 0.0;
            for (var i = 0; i < values.Count; i++) sum += values[random.Next(values.Count)];
            means[resample] = sum / values.Count;
        }
        Array.Sort(means);
        return means;
    }

    // For a mean the values without number i differ from it by (mean − value)/(n − 1): the factor cancels.
    private static double Skew(IReadOnlyList<double> values, double mean)
    {
        double square = 0, cube = 0;
        foreach (var value in values)
        {
            var away = value - mean;
            square += away * away;
            cube += away * away * away;
        }
        return square == 0 ? 0 : cube / (6 * Math.Pow(square, 1.5));
    }

    private static double Level(double bias, double skew, double z) => Normal.CDF(0, 1, bias + (bias + z) / (1 - skew * (bias + z)));

    private static double Quantile(double[] sorted, double level) => sorted[Math.Clamp((int)Math.Floor(level * (sorted.Length + 1)) - 1, 0, sorted.Length - 1)];
}
