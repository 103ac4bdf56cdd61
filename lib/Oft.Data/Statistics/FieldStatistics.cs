namespace Oft.Data.Statistics;

/// <summary>What is known about each dimension of one field (actions or proprioception) of a data set.</summary>
/// <param name="Mean">[D] a float32 value.</param>
/// <param name="Std">[D] population deviation, a float32 value.</param>
/// <param name="Max">[D] a float32 value.</param>
/// <param name="Min">[D] a float32 value.</param>
/// <param name="Q01">[D] 1 % quantile, interpolated in float64.</param>
/// <param name="Q99">[D] 99 % quantile, interpolated in float64.</param>
/// <param name="Mask">[D] which dimensions are normalised; null for all.</param>
public sealed record FieldStatistics(double[] Mean, double[] Std, double[] Max, double[] Min, double[] Q01, double[] Q99, bool[]? Mask = null)
{
    /// <summary>D.</summary>
    public int Width => Mean.Length;

    /// <summary>The value that becomes −1 and the value that becomes +1.</summary>
    public (double[] Low, double[] High) Limits(NormalizationKind kind) => kind == NormalizationKind.Bounds ? (Min, Max) : (Q01, Q99);
}
