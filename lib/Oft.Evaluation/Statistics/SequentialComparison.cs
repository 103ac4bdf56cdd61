using MathNet.Numerics;

namespace Oft.Evaluation.Statistics;

/// <summary>Compares two policies episode by episode and may be looked at after every one: stopping early costs no error rate.</summary>
/// <remarks>
/// Only disagreements count. Under equal policies each is a fair coin, and the wealth of somebody who bets on a bias drawn from
/// Beta(a, a) has expectation 1 at any time anybody chooses to stop:
/// <code>
/// E = 2^(b+c) · B(a + b, a + c) / B(a, a)            decided when E ≥ 1/level;  P(ever) ≤ level
/// </code>
/// The price against a test of fixed size is some power; the gain is that a clear case ends early and that peeking is allowed.
/// <para>Sources: J. Ville, Étude critique de la notion de collectif (1939); H. Robbins, Ann. Math. Stat. 41 (1970) 1397-1409.</para>
/// </remarks>
public sealed class SequentialComparison
{
    // Bets on biases near one half as readily as on large ones: equal weight of all.
    private const double a = 1;

    /// <summary>Starts with no episode.</summary>
    /// <param name="level">False alarms among comparisons of equal policies, at most.</param>
    public SequentialComparison(double level = 0.05)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(level);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(level, 1);
        Level = level;
    }

    /// <summary>False alarms among comparisons of equal policies, at most.</summary>
    public double Level { get; }

    /// <summary>Episodes on which only the first succeeded.</summary>
    public int OnlyFirst { get; private set; }

    /// <summary>Episodes on which only the second succeeded.</summary>
    public int OnlySecond { get; private set; }

    /// <summary>Episodes looked at.</summary>
    public int Pairs { get; private set; }

    /// <summary>E, the evidence against equality: 20 is as rare as one in twenty.</summary>
    public double Evidence => Math.Exp(LogEvidence);

    /// <summary>1 over the largest evidence so far, a p-value that stays valid under peeking.</summary>
    public double PValue { get; private set; } = 1;

    /// <summary>True once the evidence has been enough; it stays true.</summary>
    public bool Decided => PValue <= Level;

    /// <summary>The better policy once decided: 1 for the first, -1 for the second; 0 before.</summary>
    public int Better { get; private set; }

    private double LogEvidence => (OnlyFirst + OnlySecond) * Constants.Ln2 + SpecialFunctions.BetaLn(a + OnlyFirst, a + OnlySecond) - SpecialFunctions.BetaLn(a, a);

    /// <summary>Takes one episode that both policies ran.</summary>
    /// <returns>True once the comparison is decided.</returns>
    public bool Add(bool first, bool second)
    {
        Pairs++;
        if (first && !second) OnlyFirst++;
        if (second && !first) OnlySecond++;
        PValue = Math.Min(PValue, Math.Exp(-LogEvidence));
        if (Decided && Better == 0) Better = Math.Sign(OnlyFirst - OnlySecond);
        return Decided;
    }
}
