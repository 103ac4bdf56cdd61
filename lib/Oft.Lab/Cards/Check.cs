using System.Globalization;
using System.Runtime.CompilerServices;

namespace Oft.Lab.Cards;

/// <summary>Check yourself: a claim that holds is shown with a tick, one that does not stops the cell with the number.</summary>
public static class Check
{
    /// <summary>Something is true.</summary>
    /// <param name="holds">Whether it is.</param>
    /// <param name="claim">The sentence that is then true.</param>
    /// <param name="found">The number it was judged by; it stands in the message when the claim fails.</param>
    /// <param name="condition">Filled by the compiler: what was asked.</param>
    /// <exception cref="CheckException">It is not.</exception>
    public static CheckCard That(bool holds, string claim, object? found = null, [CallerArgumentExpression(nameof(holds))] string condition = "")
    {
        var number = found is null ? "" : Convert.ToString(found, CultureInfo.InvariantCulture) ?? "";
        return holds ? new CheckCard(claim, number)
            : throw new CheckException($"{claim}: expected {condition}, which does not hold{(number == "" ? "" : $"; found {number}")}. Change what the cell above computes, or your prediction, and run both again.");
    }

    /// <summary>A number is another one, as exactly as is asked.</summary>
    /// <param name="found">What was computed.</param>
    /// <param name="expected">What it should be.</param>
    /// <param name="tolerance">How far it may be away; 0 asks for equality.</param>
    /// <param name="claim">The sentence that is then true.</param>
    /// <exception cref="CheckException">It is farther away, or no number at all.</exception>
    public static CheckCard Near(double found, double expected, double tolerance, string claim)
    {
        var asked = tolerance == 0 ? Shown(expected) : $"{Shown(expected)} ± {Shown(tolerance)}";
        return Math.Abs(found - expected) <= tolerance ? new CheckCard(claim, $"{Shown(found)}, expected {asked}")
            : throw new CheckException($"{claim}: expected {asked}, got {Shown(found)}. Change what the cell above computes, or your prediction, and run both again.");
    }

    /// <summary>Something fails as it should; the error is shown as a card.</summary>
    /// <param name="action">What is tried.</param>
    /// <exception cref="CheckException">It went through.</exception>
    public static ErrorCard Fails(Action action)
    {
        try
        {
            action();
        }
        catch (Exception error)
        {
            return ErrorCard.Of(error);
        }
        throw new CheckException("expected an error, and everything went through.");
    }

    private static string Shown(double value) => value.ToString("G6", CultureInfo.InvariantCulture);
}
