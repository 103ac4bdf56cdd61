namespace Oft.Data.Doctor;

/// <summary>By how many steps one series follows another, by the best correlation.</summary>
/// <param name="Steps">The second follows the first by so many steps; negative when it comes before.</param>
/// <param name="Correlation">At that lag.</param>
/// <param name="AtZero">Without lag.</param>
/// <param name="Samples">Numbers compared without lag.</param>
public readonly record struct Lag(int Steps, double Correlation, double AtZero, int Samples)
{
    /// <summary>True where the best lag is better than none by more than chance: four standard errors, and 0.15 at least.</summary>
    public bool Clear => Correlation > AtZero + Math.Max(0.15, 4 / Math.Sqrt(Math.Max(1, Samples)));

    /// <summary>The best lag of several pairs of series together; each pair is one dimension of one episode.</summary>
    /// <param name="pairs">Causes and effects of the same length.</param>
    /// <param name="reach">Lags from −reach to reach are tried.</param>
    public static Lag Best(IReadOnlyList<(double[] Cause, double[] Effect)> pairs, int reach = 8)
    {
        var best = new Lag(0, double.NegativeInfinity, 0, pairs.Sum(pair => pair.Cause.Length));
        for (var lag = -reach; lag <= reach; lag++)
        {
            var (sum, weight) = (0.0, 0.0);
            foreach (var (cause, effect) in pairs)
            {
                var n = cause.Length - Math.Abs(lag);
                if (n < 8) continue;
                sum += n * Correlate(cause.AsSpan(Math.Max(0, -lag), n), effect.AsSpan(Math.Max(0, lag), n));
                weight += n;
            }
            var correlation = weight > 0 ? sum / weight : 0;
            if (correlation > best.Correlation) best = best with { Steps = lag, Correlation = correlation };
            if (lag == 0) best = best with { AtZero = correlation };
        }
        return best;
    }

    /// <summary>Pearson's; 0 where a series does not change.</summary>
    public static double Correlate(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        var (mx, my) = (0.0, 0.0);
        for (var i = 0; i < x.Length; i++) (mx, my) = (mx + x[i] / x.Length, my + y[i] / y.Length);
        var (xx, yy, xy) = (0.0, 0.0, 0.0);
        for (var i = 0; i < x.Length; i++) (xx, yy, xy) = (xx + (x[i] - mx) * (x[i] - mx), yy + (y[i] - my) * (y[i] - my), xy + (x[i] - mx) * (y[i] - my));
        return xx > 1e-12 && yy > 1e-12 ? xy / Math.Sqrt(xx * yy) : 0;
    }
}
