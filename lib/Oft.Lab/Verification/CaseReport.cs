using System.Security.Cryptography;
using System.Runtime.InteropServices;

namespace Oft.Lab.Verification;

/// <summary>Takes the comparisons of one case.</summary>
/// <param name="rule">How equal is equal in its group.</param>
/// <param name="step">For rules by phases: the case's number in time.</param>
/// <param name="sameRenderer">For rules by renderer: true where it is the recorded one.</param>
public sealed class CaseReport(EqualityRule rule, int step = 0, bool sameRenderer = false)
{
    private readonly List<string> failures = [];

    /// <summary>What differs; empty where all is equal.</summary>
    public IReadOnlyList<string> Failures => failures;

    /// <summary>Comparisons made; a case with none fails.</summary>
    public int Comparisons { get; private set; }

    /// <summary>The part that came nearest its tolerance or passed it: difference and tolerance.</summary>
    public (string Part, double Difference, double Tolerance)? Nearest { get; private set; }

    /// <summary>The rule that holds for a part.</summary>
    public EqualityRule Rule(string part) => rule.For(part, step, sameRenderer);

    /// <summary>Something differs, in words.</summary>
    public void Fail(string part, string message)
    {
        Comparisons++;
        failures.Add($"{part}: {message}");
    }

    /// <summary>Something is as it must be, or not.</summary>
    public void That(string part, bool holds, string message)
    {
        Comparisons++;
        if (!holds) failures.Add($"{part}: {message}");
    }

    /// <summary>A difference that was measured already, against its tolerance.</summary>
    public void Within(string part, double difference, double tolerance)
    {
        Comparisons++;
        Bound(part, difference, tolerance);
    }

    /// <summary>Two values that must be equal whatever the tolerance: text, ids, shapes.</summary>
    public void Equal<T>(string part, T expected, T got) =>
        That(part, EqualityComparer<T>.Default.Equals(expected, got), $"expected {Show(expected)}, got {Show(got)}");

    /// <summary>Two lists that must be equal whatever the tolerance.</summary>
    public void Equal<T>(string part, IReadOnlyList<T> expected, IReadOnlyList<T> got)
    {
        var at = 0;
        while (at < Math.Min(expected.Count, got.Count) && EqualityComparer<T>.Default.Equals(expected[at], got[at])) at++;
        That(part, at == expected.Count && at == got.Count, $"expected {expected.Count} values, got {got.Count}; first difference at {at}: {Show(expected, at)}, got {Show(got, at)}");
    }

    /// <summary>Bytes against their recorded hash.</summary>
    public void Sha256(string part, string expected, ReadOnlySpan<byte> bytes) => Equal(part, expected, Convert.ToHexStringLower(SHA256.HashData(bytes)));

    /// <summary>Numbers against recorded bytes or bits, by the rule of the part.</summary>
    public void Numbers<T>(string part, ReadOnlySpan<T> expected, ReadOnlySpan<T> got) where T : unmanaged, IConvertible
    {
        Comparisons++;
        var leaf = Rule(part);
        if (leaf.Free) return;
        if (expected.Length != got.Length)
        {
            failures.Add($"{part}: expected {expected.Length} numbers, got {got.Length}");
            return;
        }
        if (leaf.Exact)
        {
            if (!MemoryMarshal.AsBytes(expected).SequenceEqual(MemoryMarshal.AsBytes(got))) Inexact(part, expected, got);
            return;
        }
        Tolerant(part, leaf, expected, got);
    }

    private void Inexact<T>(string part, ReadOnlySpan<T> expected, ReadOnlySpan<T> got) where T : unmanaged, IConvertible
    {
        var (count, first, largest) = (0, -1, 0.0);
        for (var i = 0; i < expected.Length; i++)
        {
            if (Bits(expected[i]).SequenceEqual(Bits(got[i])) || (IsNaN(expected[i]) && IsNaN(got[i]))) continue;
            count++;
            if (first < 0) first = i;
            largest = Math.Max(largest, Math.Abs(expected[i].ToDouble(null) - got[i].ToDouble(null)));
        }
        if (count > 0)
            failures.Add($"{part}: {count} of {expected.Length} numbers differ, by {largest:G3} at most; first at {first}: expected {Show(expected[first])}, got {Show(got[first])}");
    }

    private void Tolerant<T>(string part, EqualityRule leaf, ReadOnlySpan<T> expected, ReadOnlySpan<T> got) where T : unmanaged, IConvertible
    {
        var (sum, over, worst) = (0.0, 0, -1);
        var excess = double.NegativeInfinity;
        for (var i = 0; i < expected.Length; i++)
        {
            var difference = Difference(expected[i].ToDouble(null), got[i].ToDouble(null));
            sum += difference;
            if (difference > leaf.ShareOver?.Difference) over++;
            var beyond = double.IsInfinity(leaf.Abs) ? difference - double.MaxValue : difference - leaf.Tolerance(expected[i].ToDouble(null));
            if (!(beyond > excess)) continue;
            (excess, worst) = (beyond, i);
        }
        if (worst < 0) return;
        var tolerance = leaf.Tolerance(expected[worst].ToDouble(null));
        var largest = Difference(expected[worst].ToDouble(null), got[worst].ToDouble(null));
        if (leaf.MeanAbs is { } mean) Bound($"mean of {part}", sum / expected.Length, mean);
        if (leaf.ShareOver is { } share) Bound($"share of {part} over {share.Difference:G3}", over / (double)expected.Length, share.AtMost);
        if (!double.IsInfinity(leaf.Abs)) Bound(part, largest, tolerance);
    }

    private void Bound(string part, double value, double bound)
    {
        if (bound > 0 && (Nearest is not { } nearest || value / bound > nearest.Difference / nearest.Tolerance)) Nearest = (part, value, bound);
        if (!(value <= bound)) failures.Add($"{part}: {value:G4} is over {bound:G4}");
    }

    private static double Difference(double expected, double got)
    {
        if (double.IsNaN(expected) || double.IsNaN(got)) return double.IsNaN(expected) && double.IsNaN(got) ? 0 : double.PositiveInfinity;
        return expected == got ? 0 : Math.Abs(expected - got);
    }

    private static bool IsNaN<T>(T value) where T : IConvertible => double.IsNaN(value.ToDouble(null));

    private static ReadOnlySpan<byte> Bits<T>(in T value) where T : unmanaged => MemoryMarshal.AsBytes(new ReadOnlySpan<T>(in value));

    private static string Show<T>(IReadOnlyList<T> list, int at) => at < list.Count ? Show(list[at]) : "nothing";

    private static string Show<T>(T value) => value switch
    {
        null => "nothing",
        string text => text.Length <= 120 ? $"'{text}'" : $"'{text[..120]}…'",
        IFormattable number => number.ToString(null, null),
        _ => value.ToString() ?? "",
    };
}
