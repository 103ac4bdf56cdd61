namespace Oft.Lab.Charts;

/// <summary>A line of blocks for terminals.</summary>
internal static class Sparkline
{
    private const string blocks = "▁▂▃▄▅▆▇█";
    private const int width = 32;

    /// <summary>Numbers as blocks, averaged down to a few dozen; a gap where nothing is finite.</summary>
    public static string Of(IReadOnlyList<double> values)
    {
        var columns = Math.Min(width, values.Count);
        var means = Enumerable.Range(0, columns).Select(i => values.Skip((int)((long)i * values.Count / columns)).Take(Math.Max(1, (int)((long)(i + 1) * values.Count / columns - (long)i * values.Count / columns)))
            .Where(double.IsFinite).DefaultIfEmpty(double.NaN).Average()).ToList();
        var finite = means.Where(double.IsFinite).ToList();
        if (finite.Count == 0) return "";
        var (low, high) = (finite.Min(), finite.Max());
        return string.Concat(means.Select(mean => double.IsFinite(mean) ? blocks[high > low ? (int)Math.Round((mean - low) / (high - low) * (blocks.Length - 1)) : 3] : ' '));
    }
}
