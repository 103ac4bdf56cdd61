using System.Runtime.InteropServices;

namespace Oft.Data.Statistics;

/// <summary>Gathers the rows of one field and computes the reference's statistics of them.</summary>
/// <remarks>
/// <code>
/// mean = Σ rows / N                           float32, row after row in reading order
/// std  = √(Σ (x − mean)² / N)                 float32, row after row
/// q    : v = (N − 1)·q, i = ⌊v⌋, g = v − i    float64;  d = f32(a[i+1] − a[i])
///        a[i] + d·g  when g &lt; 0.5,  else  a[i+1] − d·(1 − g)
/// </code>
/// Quantiles need every value, so 4 bytes per number are kept; pictures never are.
/// <para>Upstream: prismatic/vla/datasets/rlds/utils/data_utils.py, get_dataset_statistics, over NumPy's axis-0 sums and linear quantiles.</para>
/// </remarks>
public sealed class FieldAccumulator(int width)
{
    private readonly List<float> values = [];

    /// <summary>N, rows gathered.</summary>
    public long Rows => values.Count / width;

    /// <summary>Adds rows in order.</summary>
    /// <param name="rows">[T, D], row-major.</param>
    public void Add(ReadOnlySpan<float> rows)
    {
        if (rows.Length % width != 0) throw new ArgumentException($"expected rows of {width} numbers, got {rows.Length} numbers.", nameof(rows));
        values.AddRange(rows);
    }

    /// <summary>The statistics of all rows so far.</summary>
    /// <exception cref="InvalidOperationException">There are no rows.</exception>
    public FieldStatistics Compute(bool[]? mask = null)
    {
        if (values.Count == 0) throw new InvalidOperationException("no rows: statistics need at least one step.");
        var rows = CollectionsMarshal.AsSpan(values);
        var count = rows.Length / width;
        var (mean, deviation) = (new float[width], new float[width]);
        for (var i = 0; i < rows.Length; i++) mean[i % width] += rows[i];
        for (var d = 0; d < width; d++) mean[d] /= count;
        for (var i = 0; i < rows.Length; i++)
        {
            var off = rows[i] - mean[i % width];
            deviation[i % width] += off * off;
        }
        for (var d = 0; d < width; d++) deviation[d] = MathF.Sqrt(deviation[d] / count);

        var (low, high, q01, q99) = (new double[width], new double[width], new double[width], new double[width]);
        var column = new float[count];
        for (var d = 0; d < width; d++)
        {
            for (var i = 0; i < count; i++) column[i] = rows[i * width + d];
            Array.Sort(column);
            var broken = float.IsNaN(column[0]);                                // NaN sorts first, and one NaN spoils a dimension
            (low[d], high[d]) = broken ? (double.NaN, double.NaN) : (column[0], column[^1]);
            (q01[d], q99[d]) = broken ? (double.NaN, double.NaN) : (Quantile(column, 0.01), Quantile(column, 0.99));
        }
        return new FieldStatistics([.. mean.Select(x => (double)x)], [.. deviation.Select(x => (double)x)], high, low, q01, q99, mask);
    }

    private static double Quantile(ReadOnlySpan<float> sorted, double q)
    {
        var position = (sorted.Length - 1) * q;
        var i = (int)Math.Floor(position);
        var part = position - i;
        var next = sorted[Math.Min(i + 1, sorted.Length - 1)];
        double step = next - sorted[i];                                         // float32 difference, widened
        return part < 0.5 ? sorted[i] + step * part : next - step * (1 - part);
    }
}
