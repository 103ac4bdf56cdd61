using System.Globalization;

namespace Oft.Evaluation.Statistics;

/// <summary>How far two success rates of separate episodes lie apart, with the 95 % interval of their difference.</summary>
/// <remarks>
/// <code>
/// d = p₁ − p₂        low = d − sqrt((p₁ − l₁)² + (u₂ − p₂)²)        high = d + sqrt((u₁ − p₁)² + (p₂ − l₂)²)
/// </code>
/// l and u are the ends of each rate's Wilson interval. Where both policies met the same episodes, <see cref="PairedOutcomes"/> says more.
/// <para>Source: R. G. Newcombe, Statist. Med. 17 (1998) 873-890, method 10.</para>
/// </remarks>
/// <param name="First">The rate that is judged.</param>
/// <param name="Second">The rate it is compared with.</param>
public sealed record RateDifference(SuccessRate First, SuccessRate Second)
{
    /// <summary>The first minus the second, in [-1, 1].</summary>
    public double Value => First.Value - Second.Value;

    /// <summary>Lower end of the 95 % interval.</summary>
    public double Low => Value - Math.Sqrt(Square(First.Value - First.Low) + Square(Second.High - Second.Value));

    /// <summary>Upper end of the 95 % interval.</summary>
    public double High => Value + Math.Sqrt(Square(First.High - First.Value) + Square(Second.Value - Second.Low));

    /// <summary>True where the interval leaves zero out.</summary>
    public bool IsClear => Low > 0 || High < 0;

    /// <summary>What the numbers allow to say, in one sentence.</summary>
    /// <param name="first">Name of the first.</param>
    /// <param name="second">Name of the second.</param>
    public string Sentence(string first, string second)
    {
        var numbers = string.Create(CultureInfo.InvariantCulture, $"{100 * First.Value:0.0} % against {100 * Second.Value:0.0} %, difference {100 * Value:0.0} points ({100 * Low:0.0} to {100 * High:0.0}), n = {First.Trials} and {Second.Trials}");
        return Low > 0 ? $"{first} succeeds more often than {second}: {numbers}."
            : High < 0 ? $"{first} succeeds less often than {second}: {numbers}."
            : $"{first} and {second} are not distinguishable at this n: {numbers}.";
    }

    private static double Square(double x) => x * x;
}
