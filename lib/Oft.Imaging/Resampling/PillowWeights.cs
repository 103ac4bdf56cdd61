namespace Oft.Imaging.Resampling;

/// <summary>Pillow's weights of one axis, as integers.</summary>
internal sealed class PillowWeights
{
    internal const int FractionBits = 22;

    private readonly int[] first;
    private readonly int[][] weights;

    internal PillowWeights(int sources, int results, PillowKernel kernel)
    {
        var (reach, weigh) = kernel == PillowKernel.Bicubic ? (2.0, (Func<double, double>)Bicubic) : (1.0, Bilinear);
        var scale = (double)sources / results;
        var stretch = Math.Max(scale, 1);
        Results = results;
        first = new int[results];
        weights = new int[results][];
        for (var x = 0; x < results; x++)
        {
            var centre = (x + 0.5) * scale;
            first[x] = Math.Max((int)(centre - reach * stretch + 0.5), 0);
            var end = Math.Min((int)(centre + reach * stretch + 0.5), sources);
            weights[x] = ToFraction(Enumerable.Range(first[x], end - first[x]).Select(j => weigh((j - centre + 0.5) * (1 / stretch))).ToArray());
        }
    }

    internal int Results { get; }

    internal int First(int x) => first[x];

    internal ReadOnlySpan<int> Of(int x) => weights[x];

    private static int[] ToFraction(double[] row)
    {
        var sum = 0.0;
        foreach (var weight in row) sum += weight;
        return Array.ConvertAll(row, weight => (int)(weight / sum * (1 << FractionBits) + (weight < 0 ? -0.5 : 0.5)));
    }

    private static double Bilinear(double x) => Math.Max(0, 1 - Math.Abs(x));

    private static double Bicubic(double x)
    {
        const double a = -0.5;
        x = Math.Abs(x);
        return x switch
        {
            < 1 => ((a + 2) * x - (a + 3)) * x * x + 1,
            < 2 => (((x - 5) * x + 8) * x - 4) * a,
            _ => 0,
        };
    }
}
