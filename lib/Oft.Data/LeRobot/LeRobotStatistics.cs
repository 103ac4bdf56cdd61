namespace Oft.Data.LeRobot;

/// <summary>Statistics of one feature over all frames, in float64.</summary>
/// <remarks>
/// Computed, never read: quantiles in a v3.0 data set are weighted means of its episodes' quantiles and off by as much as half the range,
/// and v2 has none. <c>std</c> is the population's; quantiles interpolate linearly.
/// </remarks>
/// <param name="Mean">[W].</param>
/// <param name="Std">[W].</param>
/// <param name="Min">[W].</param>
/// <param name="Max">[W].</param>
/// <param name="Q01">[W].</param>
/// <param name="Q99">[W].</param>
public sealed record LeRobotStatistics(double[] Mean, double[] Std, double[] Min, double[] Max, double[] Q01, double[] Q99)
{
    /// <summary>Reads every frame.</summary>
    /// <exception cref="InvalidOperationException">There is no frame.</exception>
    public static LeRobotStatistics Of(LeRobotDataset dataset, string key)
    {
        var column = dataset.Column(key);
        if (column.Rows == 0) throw new InvalidOperationException($"{dataset.Folder} has no frames to compute statistics of.");
        var (values, width) = (column.Floats(), column.Width);
        var made = new LeRobotStatistics(new double[width], new double[width], new double[width], new double[width], new double[width], new double[width]);
        var sorted = new double[column.Rows];
        for (var i = 0; i < width; i++)
        {
            for (var row = 0; row < sorted.Length; row++) sorted[row] = values[row * width + i];
            Array.Sort(sorted);
            var mean = sorted.Sum() / sorted.Length;
            (made.Mean[i], made.Std[i]) = (mean, Math.Sqrt(sorted.Sum(x => (x - mean) * (x - mean)) / sorted.Length));
            (made.Min[i], made.Max[i]) = (sorted[0], sorted[^1]);
            (made.Q01[i], made.Q99[i]) = (Quantile(sorted, 0.01), Quantile(sorted, 0.99));
        }
        return made;
    }

    private static double Quantile(double[] sorted, double q)
    {
        var at = (sorted.Length - 1) * q;
        var low = (int)Math.Floor(at);
        var high = Math.Min(low + 1, sorted.Length - 1);
        return sorted[low] + (sorted[high] - sorted[low]) * (at - low);
    }
}
