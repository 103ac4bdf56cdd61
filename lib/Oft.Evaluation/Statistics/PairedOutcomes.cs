using MathNet.Numerics.Distributions;

namespace Oft.Evaluation.Statistics;

/// <summary>Two policies on the same episodes: how often both, one or neither succeeded.</summary>
/// <remarks>
/// Pairing by task and initial state takes the difficulty of the state out of the comparison; only the episodes on which the
/// two disagree say which is better.
/// <code>
/// z(d) = (b − c − n·d) / sqrt(n·(2q + d·(1 − d)))        b: only the first, c: only the second, d: assumed difference
/// q    = the likeliest rate of c under that d, the positive root of 2n·q² + (−b − c + (2n − b + c)·d)·q − c·d·(1 − d)
/// </code>
/// <para>Sources: Q. McNemar, Psychometrika 12 (1947) 153-157, exact form; T. Tango, Statistics in Medicine 17 (1998) 891-908.</para>
/// </remarks>
public sealed record PairedOutcomes
{
    private const double z95 = 1.959963984540054;

    /// <summary>Counts pairs.</summary>
    /// <param name="both">Episodes on which both succeeded.</param>
    /// <param name="onlyFirst">Episodes on which only the first succeeded.</param>
    /// <param name="onlySecond">Episodes on which only the second succeeded.</param>
    /// <param name="neither">Episodes on which neither succeeded.</param>
    /// <exception cref="ArgumentOutOfRangeException">A negative count, or no pair at all.</exception>
    public PairedOutcomes(int both, int onlyFirst, int onlySecond, int neither)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(both);
        ArgumentOutOfRangeException.ThrowIfNegative(onlyFirst);
        ArgumentOutOfRangeException.ThrowIfNegative(onlySecond);
        ArgumentOutOfRangeException.ThrowIfNegative(neither);
        ArgumentOutOfRangeException.ThrowIfZero(both + onlyFirst + onlySecond + neither, "pairs");
        (Both, OnlyFirst, OnlySecond, Neither) = (both, onlyFirst, onlySecond, neither);
        Low = Bound(z95, -1, Difference);
        High = Bound(-z95, Difference, 1);
    }

    /// <summary>Episodes on which both succeeded.</summary>
    public int Both { get; }

    /// <summary>Episodes on which only the first succeeded.</summary>
    public int OnlyFirst { get; }

    /// <summary>Episodes on which only the second succeeded.</summary>
    public int OnlySecond { get; }

    /// <summary>Episodes on which neither succeeded.</summary>
    public int Neither { get; }

    /// <summary>n, pairs in all.</summary>
    public int Pairs => Both + OnlyFirst + OnlySecond + Neither;

    /// <summary>Rate of the first minus rate of the second, in [-1, 1].</summary>
    public double Difference => (double)(OnlyFirst - OnlySecond) / Pairs;

    /// <summary>Lower end of Tango's 95 % score interval of the difference.</summary>
    public double Low { get; }

    /// <summary>Upper end of it.</summary>
    public double High { get; }

    /// <summary>McNemar's exact two-sided p: how surprising the split of the disagreements is for equal policies.</summary>
    public double PValue
    {
        get
        {
            var (fewer, disagreements) = (Math.Min(OnlyFirst, OnlySecond), OnlyFirst + OnlySecond);
            return disagreements == 0 ? 1 : Math.Min(1, 2 * Binomial.CDF(0.5, disagreements, fewer));
        }
    }

    /// <summary>One-sided p of "the first is worse than the second by at least the margin"; small means not inferior.</summary>
    /// <param name="margin">The loss that would still be called equal, for example 0.02 for two points.</param>
    public double NonInferiorityPValue(double margin)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(margin);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(margin, 1);
        return Normal.CDF(0, 1, -Score(-margin));
    }

    /// <summary>Tango's z for an assumed difference.</summary>
    public double Score(double difference)
    {
        double n = Pairs, b = OnlyFirst, c = OnlySecond, d = difference;
        var linear = -b - c + (2 * n - b + c) * d;
        var q = (Math.Sqrt(Math.Max(0, linear * linear + 8 * n * c * d * (1 - d))) - linear) / (4 * n);
        var (above, variance) = (b - c - n * d, n * (2 * q + d * (1 - d)));
        // Without disagreements and without an assumed difference there is neither distance nor spread.
        return Math.Abs(above) < 1e-12 ? 0 : variance <= 0 ? above * double.PositiveInfinity : above / Math.Sqrt(variance);
    }

    // The score falls as the assumed difference grows: the end of the interval is where it crosses the quantile.
    private double Bound(double quantile, double low, double high)
    {
        for (var halving = 0; halving < 60; halving++)
        {
            var middle = (low + high) / 2;
            if (Score(middle) > quantile) low = middle;
            else high = middle;
        }
        return (low + high) / 2;
    }
}
