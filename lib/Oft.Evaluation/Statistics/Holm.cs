namespace Oft.Evaluation.Statistics;

/// <summary>Holm's correction: of a whole table of comparisons, at most one in twenty tables has any false alarm.</summary>
/// <remarks>
/// <code>
/// adjusted(k) = max over i ≤ k of min(1, (m − i + 1) · p(i))        p(1) ≤ … ≤ p(m)
/// </code>
/// <para>Source: S. Holm, Scandinavian Journal of Statistics 6 (1979) 65-70.</para>
/// </remarks>
public static class Holm
{
    /// <summary>Adjusted p-values in the order of the given ones; compare them with the level of the whole table.</summary>
    /// <exception cref="ArgumentException">A value outside [0, 1].</exception>
    public static double[] Adjust(IReadOnlyList<double> pValues)
    {
        foreach (var p in pValues)
            if (p is not (>= 0 and <= 1)) throw new ArgumentException($"p-values: expected numbers in [0, 1], got {p}.", nameof(pValues));
        var adjusted = new double[pValues.Count];
        var (largest, left) = (0.0, pValues.Count);
        foreach (var index in Enumerable.Range(0, pValues.Count).OrderBy(index => pValues[index]))
            adjusted[index] = largest = Math.Max(largest, Math.Min(1, left-- * pValues[index]));
        return adjusted;
    }
}
