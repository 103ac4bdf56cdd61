namespace Oft.Contracts;

/// <summary>Makes the statistics of a field from its rows, rounding as the reference rounds.</summary>
/// <remarks>
/// <code>
/// mean = Σ x / N          std = √(Σ (x - mean)² / N)            row after row, all in float32
/// quantile q: v = (N - 1) · q, i = ⌊v⌋, g = v - i;  d = float32(a[i+1] - a[i]);  a[i] + d · g below g = 0.5, else a[i+1] - d · (1 - g)
/// </code>
/// The order of rows shows in the last bits of mean and deviation, and in nothing that normalises.
/// <para>Upstream: get_dataset_statistics in prismatic/vla/datasets/rlds/utils/data_utils.py, through NumPy.</para>
/// </remarks>
/// <param name="width">W, numbers per row.</param>
public sealed class FieldSummary(int width)
{
    private readonly List<float[]> rows = [];

    /// <summary>N, rows so far.</summary>
    public int Count => rows.Count;

    /// <summary>Takes a row.</summary>
    /// <param name="row">[W] in robot units.</param>
    public void Add(ReadOnlySpan<float> row)
    {
        if (row.Length != width) throw new ArgumentException($"statistics: expected rows of {width} numbers, got {row.Length}.");
        rows.Add(row.ToArray());
    }

    /// <summary>The statistics of all rows.</summary>
    /// <param name="mask">[W] false where a number is not normalised; null where all are.</param>
    /// <exception cref="InvalidOperationException">There are no rows.</exception>
    public FieldStatistics Finish(IReadOnlyList<bool>? mask = null)
    {
        if (rows.Count == 0) throw new InvalidOperationException("statistics of no rows; add some first.");
        var columns = Enumerable.Range(0, width).Select(Column).ToList();
        return new FieldStatistics
        {
            Mean = [.. columns.Select(x => (double)Mean(x))],
            Std = [.. columns.Select(x => (double)Deviation(x))],
            Max = [.. columns.Select(x => (double)x.Max())],
            Min = [.. columns.Select(x => (double)x.Min())],
            Q01 = [.. columns.Select(x => Quantile(x, 0.01))],
            Q99 = [.. columns.Select(x => Quantile(x, 0.99))],
            Mask = mask,
        }.Checked();
    }

    private float[] Column(int i) => [.. rows.Select(x => x[i])];

    private static float Mean(float[] column)
    {
        var sum = 0f;
        foreach (var x in column) sum += x;
        return sum / column.Length;
    }

    private static float Deviation(float[] column)
    {
        var mean = Mean(column);
        var sum = 0f;
        foreach (var x in column) sum += (x - mean) * (x - mean);
        return MathF.Sqrt(sum / column.Length);
    }

    private static double Quantile(float[] column, double q)
    {
        var sorted = column.Order().ToArray();
        var v = (sorted.Length - 1) * q;
        var i = (int)Math.Floor(v);
        var g = v - i;
        var (low, high) = (sorted[i], sorted[Math.Min(i + 1, sorted.Length - 1)]);
        double d = high - low;                                                  // rounded to float32 by the subtraction
        return g < 0.5 ? low + d * g : high - d * (1 - g);
    }
}
