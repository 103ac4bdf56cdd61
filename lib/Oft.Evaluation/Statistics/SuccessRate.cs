using System.Globalization;

namespace Oft.Evaluation.Statistics;

/// <summary>A rate of successes with its Wilson score interval.</summary>
/// <remarks>
/// <code>
/// centre = (p + z²/2n) / (1 + z²/n)        half = z / (1 + z²/n) · sqrt(p(1-p)/n + z²/4n²)
/// </code>
/// Unlike p ± z·sqrt(p(1-p)/n) it never leaves [0, 1] and does not shrink to nothing at 0 or n of n.
/// <para>Source: E. B. Wilson, J. Am. Stat. Assoc. 22 (1927) 209-212.</para>
/// </remarks>
public sealed record SuccessRate
{
    // The 0.975 quantile of the normal distribution: a two-sided 95 % interval.
    private const double z = 1.959963984540054;

    /// <summary>Counts successes among trials.</summary>
    /// <exception cref="ArgumentOutOfRangeException">No trial, or successes outside 0..trials.</exception>
    public SuccessRate(int successes, int trials)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(trials);
        ArgumentOutOfRangeException.ThrowIfNegative(successes);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(successes, trials);
        (Successes, Trials) = (successes, trials);
        double n = trials, p = successes / n, shrink = 1 + z * z / n;
        var centre = (p + z * z / (2 * n)) / shrink;
        var half = z / shrink * Math.Sqrt(p * (1 - p) / n + z * z / (4 * n * n));
        // At 0 and n of n the exact bound is 0 or 1; the formula misses it by rounding.
        (Low, High) = (successes == 0 ? 0 : centre - half, successes == trials ? 1 : centre + half);
    }

    /// <summary>Episodes that reached the goal.</summary>
    public int Successes { get; }

    /// <summary>Episodes that ended in success or failure; errors are not trials.</summary>
    public int Trials { get; }

    /// <summary>Successes over trials, in [0, 1].</summary>
    public double Value => (double)Successes / Trials;

    /// <summary>Lower end of the 95 % interval.</summary>
    public double Low { get; }

    /// <summary>Upper end of the 95 % interval.</summary>
    public double High { get; }

    /// <summary>As it stands in a table: <c>97.0 (95.1–98.2), n = 500</c>, in percent.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{100 * Value:0.0} ({100 * Low:0.0}–{100 * High:0.0}), n = {Trials}");
}
