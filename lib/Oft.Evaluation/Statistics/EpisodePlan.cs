using MathNet.Numerics.Distributions;

namespace Oft.Evaluation.Statistics;

/// <summary>How many episodes it takes to see a difference, and how likely a given number sees it.</summary>
/// <remarks>
/// <code>
/// apart:   n = (z₁₋α/₂ + z₁₋β)² · (p₁q₁ + p₂q₂) / Δ²                            each policy on its own episodes
/// paired:  n = (z₁₋α/₂·√ψ + z₁₋β·√(ψ − Δ²))² / Δ²      ψ = P(the two disagree)  both on the same episodes
/// </code>
/// Pairing helps as far as the same states are hard for both: ψ = p₁q₂ + p₂q₁ − 2ρ·√(p₁q₁p₂q₂).
/// <para>Sources: J. L. Fleiss, Statistical Methods for Rates and Proportions, section 3.2; R. J. Connor, Biometrics 43 (1987) 207-211.</para>
/// </remarks>
public sealed record EpisodePlan
{
    /// <summary>The rate expected of the policy that is compared against, in (0, 1).</summary>
    public required double Rate { get; init; }

    /// <summary>The difference that should be seen, as a share: 0.01 is one point.</summary>
    public required double Difference { get; init; }

    /// <summary>False alarms among comparisons of equal policies, two-sided.</summary>
    public double Level { get; init; } = 0.05;

    /// <summary>How often a difference of that size is to be seen.</summary>
    public double Power { get; init; } = 0.8;

    /// <summary>ρ, how strongly success on the same initial state goes together, in [0, 1).</summary>
    public double Correlation { get; init; } = 0.5;

    /// <summary>P(the two policies disagree on an episode).</summary>
    public double Disagreement
    {
        get
        {
            var (p, other) = (Rate, Other);
            var psi = p * (1 - other) + other * (1 - p) - 2 * Correlation * Math.Sqrt(p * (1 - p) * other * (1 - other));
            // Two policies that differ by Δ disagree on at least Δ of the episodes.
            return Math.Max(psi, Math.Abs(Difference));
        }
    }

    private double Other
    {
        get
        {
            var other = Rate + Difference;
            if (!(Rate is > 0 and < 1) || !(other is >= 0 and <= 1) || Difference == 0)
                throw new InvalidOperationException($"plan: expected a rate in (0, 1) and a difference that leaves it inside [0, 1] and is not 0, got rate {Rate} and difference {Difference}.");
            return other;
        }
    }

    /// <summary>Episodes of each policy when the two run different initial states.</summary>
    public int Apart => (int)Math.Ceiling(Math.Pow((Upper(Level / 2) + Upper(1 - Power)) / Difference, 2) * (Rate * (1 - Rate) + Other * (1 - Other)));

    /// <summary>Episodes of each policy when both run the same initial states.</summary>
    public int Paired => PairsFor(Disagreement, Difference, Level, Power);

    /// <summary>Pairs that McNemar's test needs.</summary>
    /// <param name="disagreement">ψ, P(the two disagree).</param>
    /// <param name="difference">Δ, rate of one minus rate of the other.</param>
    /// <param name="level">False alarms, two-sided.</param>
    /// <param name="power">How often the difference is to be seen.</param>
    public static int PairsFor(double disagreement, double difference, double level, double power)
    {
        var root = Upper(level / 2) * Math.Sqrt(disagreement) + Upper(1 - power) * Math.Sqrt(Math.Max(0, disagreement - difference * difference));
        return (int)Math.Ceiling(root * root / (difference * difference));
    }

    /// <summary>How often the paired exact test sees the difference with so many pairs; exact, no approximation.</summary>
    public double ExactPower(int pairs)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(pairs);
        var (psi, sum) = (Disagreement, 0.0);
        var share = Math.Clamp((psi + Math.Abs(Difference)) / (2 * psi), 0, 1);          // of the disagreements, in favour of the better
        for (var disagreements = 0; disagreements <= pairs; disagreements++)
        {
            var weight = Binomial.PMF(psi, pairs, disagreements);
            if (weight < 1e-12) continue;
            var critical = Critical(disagreements);
            if (critical < 0) continue;
            var rejected = Binomial.CDF(share, disagreements, critical) + 1 - Binomial.CDF(share, disagreements, disagreements - critical - 1);
            sum += weight * rejected;
        }
        return sum;
    }

    // The largest count of the rarer kind at which the exact test still rejects; -1 where no split does.
    private int Critical(int disagreements)
    {
        var (low, high) = (-1, disagreements / 2);
        while (low < high)
        {
            var middle = (low + high + 1) / 2;
            if (2 * Binomial.CDF(0.5, disagreements, middle) <= Level) low = middle;
            else high = middle - 1;
        }
        return low;
    }

    private static double Upper(double tail) => Normal.InvCDF(0, 1, 1 - tail);
}
