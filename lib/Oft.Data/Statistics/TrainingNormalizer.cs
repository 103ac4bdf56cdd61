namespace Oft.Data.Statistics;

/// <summary>Brings one field into [−1, 1] as training does.</summary>
/// <remarks>
/// <code>
/// y = clip((2·(x − low)) / den − 1, −1, 1)     float32; low and den = high − low + 1e-8 are computed in float64 and rounded once
/// </code>
/// Dimensions outside the mask stay; dimensions that never change become 0 last of all, masked or not.
/// <para>Upstream: prismatic/vla/datasets/rlds/utils/data_utils.py, normalize_action_and_proprio. Acting has no such zeroing: there a constant becomes −1.</para>
/// </remarks>
public sealed class TrainingNormalizer
{
    private readonly float[] low;
    private readonly float[] denominator;
    private readonly bool[] masked;
    private readonly bool[] constant;

    /// <summary>Prepares the bounds of one field.</summary>
    public TrainingNormalizer(FieldStatistics statistics, NormalizationKind kind)
    {
        var (from, to) = statistics.Limits(kind);
        low = [.. from.Select(x => (float)x)];
        denominator = [.. from.Zip(to, (l, h) => (float)(h - l + 1e-8))];
        masked = statistics.Mask ?? [.. Enumerable.Repeat(true, statistics.Width)];
        constant = [.. statistics.Min.Zip(statistics.Max, (l, h) => l == h)];
    }

    /// <summary>Normalises in place.</summary>
    /// <param name="rows">[T, D], row-major.</param>
    public void Apply(Span<float> rows)
    {
        for (var i = 0; i < rows.Length; i++)
        {
            var d = i % low.Length;
            if (constant[d]) rows[i] = 0;
            else if (masked[d]) rows[i] = Math.Min(Math.Max(2 * (rows[i] - low[d]) / denominator[d] - 1, -1), 1);
        }
    }
}
