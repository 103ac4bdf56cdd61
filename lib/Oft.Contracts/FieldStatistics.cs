namespace Oft.Contracts;

/// <summary>How the numbers of one field were spread in the training data, and the way to [-1, 1] and back.</summary>
/// <remarks>
/// <code>
/// to model    clip(2 · (x - low) / (high - low + 1e-8) - 1, -1, 1)
/// to robot    0.5 · (y + 1) · (high - low + 1e-8) + low             not clipped: a prediction may leave the range
/// </code>
/// low and high are chosen by <see cref="BoundsKind"/>. A number whose mask is false passes as it is.
/// <para>Shapes: W numbers in the field.</para>
/// <para>Upstream: experiments/robot/openvla_utils.py (normalize_proprio), modeling_prismatic.py (_unnormalize_actions), prismatic/vla/datasets/rlds/utils/data_utils.py (training).</para>
/// </remarks>
public sealed record FieldStatistics
{
    private const double Epsilon = 1e-8;

    /// <summary>[W] mean.</summary>
    public required IReadOnlyList<double> Mean { get; init; }

    /// <summary>[W] standard deviation of the whole set.</summary>
    public required IReadOnlyList<double> Std { get; init; }

    /// <summary>[W] largest value.</summary>
    public required IReadOnlyList<double> Max { get; init; }

    /// <summary>[W] smallest value.</summary>
    public required IReadOnlyList<double> Min { get; init; }

    /// <summary>[W] 1st percentile.</summary>
    public required IReadOnlyList<double> Q01 { get; init; }

    /// <summary>[W] 99th percentile.</summary>
    public required IReadOnlyList<double> Q99 { get; init; }

    /// <summary>[W] false where a number is not normalised; null where all are.</summary>
    public IReadOnlyList<bool>? Mask { get; init; }

    /// <summary>W, numbers in the field.</summary>
    public int Width => Mean.Count;

    /// <summary>Refuses lists of different lengths.</summary>
    /// <exception cref="ArgumentException">A list has another length than the mean.</exception>
    public FieldStatistics Checked()
    {
        foreach (var (name, count) in ((string, int)[])[("std", Std.Count), ("max", Max.Count), ("min", Min.Count), ("q01", Q01.Count), ("q99", Q99.Count), ("mask", Mask?.Count ?? Width)])
            if (count != Width) throw new ArgumentException($"statistics: expected {Width} numbers in {name}, as in mean, got {count}.");
        return this;
    }

    /// <summary>A reading of the robot as the model takes it when acting; all in float64.</summary>
    /// <param name="values">[W] in robot units.</param>
    /// <param name="bounds">Which values become -1 and 1.</param>
    /// <returns>[W] in [-1, 1]; the clip holds for masked numbers too.</returns>
    public double[] Normalize(ReadOnlySpan<double> values, BoundsKind bounds)
    {
        Expect(values.Length);
        var (low, high) = Range(bounds);
        var result = new double[Width];
        for (var i = 0; i < Width; i++)
        {
            var x = IsNormalized(i) ? 2 * (values[i] - low[i]) / (high[i] - low[i] + Epsilon) - 1 : values[i];
            result[i] = Math.Clamp(x, -1, 1);
        }
        return result;
    }

    /// <summary>A row of the training data as the model learns from it; float32, with the range in float64 rounded once.</summary>
    /// <param name="values">[W] in robot units.</param>
    /// <param name="bounds">Which values become -1 and 1.</param>
    /// <returns>[W] in [-1, 1]; masked numbers as they are, numbers that never change 0.</returns>
    // Upstream: a constant number is 0 in training and -1 when acting (no zeroing there), masked or not.
    public float[] NormalizeForTraining(ReadOnlySpan<float> values, BoundsKind bounds)
    {
        Expect(values.Length);
        var (low, high) = Range(bounds);
        var result = new float[Width];
        for (var i = 0; i < Width; i++)
        {
            if (Min[i] == Max[i]) continue;
            var (from, width) = ((float)low[i], (float)(high[i] - low[i] + Epsilon));
            result[i] = IsNormalized(i) ? Math.Clamp(2 * (values[i] - from) / width - 1, -1, 1) : values[i];
        }
        return result;
    }

    /// <summary>What a head said in float32, in robot units: the half range in float32, the rest in float64.</summary>
    /// <param name="values">[…, W] in [-1, 1] or a little outside.</param>
    /// <param name="bounds">Which values became -1 and 1.</param>
    /// <returns>As many numbers.</returns>
    public double[] Unnormalize(ReadOnlySpan<float> values, BoundsKind bounds)
    {
        var halves = new double[values.Length];
        for (var i = 0; i < halves.Length; i++) halves[i] = IsNormalized(i % Width) ? 0.5f * (values[i] + 1) : values[i];
        return Unfold(halves, bounds, Epsilon);
    }

    /// <summary>What was decoded from tokens, in robot units: all in float64.</summary>
    /// <param name="values">[…, W] in [-1, 1].</param>
    /// <param name="bounds">Which values became -1 and 1.</param>
    /// <param name="epsilon">Added to the range: 1e-8 in OFT, 0 in the original OpenVLA.</param>
    /// <returns>As many numbers.</returns>
    public double[] Unnormalize(ReadOnlySpan<double> values, BoundsKind bounds, double epsilon = Epsilon)
    {
        var halves = new double[values.Length];
        for (var i = 0; i < halves.Length; i++) halves[i] = IsNormalized(i % Width) ? 0.5 * (values[i] + 1) : values[i];
        return Unfold(halves, bounds, epsilon);
    }

    private double[] Unfold(double[] halves, BoundsKind bounds, double epsilon)
    {
        if (halves.Length % Width != 0) throw new ArgumentException($"statistics: expected rows of {Width} numbers, got {halves.Length} in all.");
        var (low, high) = Range(bounds);
        for (var i = 0; i < halves.Length; i++)
        {
            var column = i % Width;
            if (IsNormalized(column)) halves[i] = halves[i] * (high[column] - low[column] + epsilon) + low[column];
        }
        return halves;
    }

    private bool IsNormalized(int column) => Mask is null || Mask[column];

    private (IReadOnlyList<double> Low, IReadOnlyList<double> High) Range(BoundsKind bounds) => bounds is BoundsKind.Q99 ? (Q01, Q99) : (Min, Max);

    private void Expect(int count)
    {
        if (count != Width) throw new ArgumentException($"statistics: expected {Width} numbers, got {count}.");
    }
}
