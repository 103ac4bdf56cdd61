using Oft.Contracts;
using Oft.Evaluation.Statistics;
using Oft.Imaging.Files;

namespace Oft.Lab.Charts;

/// <summary>Figures in one line: what is shown, both axes with their units, a title.</summary>
/// <remarks><code>
/// Figures.Line(losses, x: "optimizer step", y: "action error, normalised", title: "Learning")
/// Figures.Rates([("L1", new(17, 20)), ("diffusion", new(15, 20))], title: "mini-LIBERO, goal")
/// </code></remarks>
public static partial class Figures
{
    /// <summary>One line, at 0, 1, 2, … across.</summary>
    public static Figure Line(IEnumerable<double> values, Axis x, Axis y, string title) => Lines([("", [.. values])], x, y, title);

    /// <summary>Several lines, at 0, 1, 2, … across.</summary>
    public static Figure Lines(IEnumerable<(string Name, IReadOnlyList<double> Values)> lines, Axis x, Axis y, string title) =>
        Curves([.. lines.Select(line => new LineTrace(line.Name, [.. Enumerable.Range(0, line.Values.Count).Select(i => (double)i)], line.Values))], x, y, title);

    /// <summary>Lines with their own points, with bands where they have intervals.</summary>
    public static Figure Curves(IReadOnlyList<LineTrace> lines, Axis x, Axis y, string title) => new(title, x, y) { Traces = lines };

    /// <summary>The mean of several runs over time, with its 95 % bootstrap band.</summary>
    /// <param name="runs">Two or more, of one length; two numbers at each place at least.</param>
    /// <param name="x">The horizontal axis.</param>
    /// <param name="y">The vertical axis.</param>
    /// <param name="title">Above the plot.</param>
    /// <param name="seed">Same seed, same band.</param>
    public static Figure Band(IReadOnlyList<IReadOnlyList<double>> runs, Axis x, Axis y, string title, int seed = 0)
    {
        if (runs.Count < 2 || runs.Any(run => run.Count != runs[0].Count))
            throw new ArgumentException($"band: expected two or more runs of one length, got {runs.Count} of {string.Join(", ", runs.Select(run => run.Count).Distinct().Take(4))}.", nameof(runs));
        var means = Enumerable.Range(0, runs[0].Count).Select(i => new BootstrapMean([.. runs.Select(run => run[i])], seed)).ToList();
        var line = new LineTrace("mean", [.. Enumerable.Range(0, means.Count).Select(i => (double)i)], [.. means.Select(mean => mean.Value)]) { Low = [.. means.Select(mean => mean.Low)], High = [.. means.Select(mean => mean.High)] };
        return Curves([line], x, y, title) with { Caption = $"Mean and 95 % bootstrap interval, n = {runs.Count} runs." };
    }

    /// <summary>Success rates as bars with their Wilson intervals, each with its n.</summary>
    public static Figure Rates(IReadOnlyList<(string Name, SuccessRate Rate)> rates, string title) =>
        Bars([.. rates.Select(rate => ($"{rate.Name} (n = {rate.Rate.Trials})", 100 * rate.Rate.Value, 100 * rate.Rate.Low, 100 * rate.Rate.High))], new Axis("success", "%") { Low = 0, High = 100 }, title, "policy")
            with { Caption = "95 % Wilson intervals." };

    /// <summary>Means as bars with their bootstrap intervals, each with its n.</summary>
    public static Figure Means(IReadOnlyList<(string Name, BootstrapMean Mean)> means, Axis value, string title) =>
        Bars([.. means.Select(mean => ($"{mean.Name} (n = {mean.Mean.Count})", mean.Mean.Value, mean.Mean.Low, mean.Mean.High))], value, title) with { Caption = "95 % bootstrap intervals." };

    /// <summary>Bars with intervals, the first on top.</summary>
    public static Figure Bars(IReadOnlyList<(string Name, double Value, double Low, double High)> bars, Axis value, string title, string cases = "case") => Lying([.. bars.Select(bar => bar.Name)], cases, value, title,
        new BarTrace("", [.. bars.Select(bar => bar.Value)]) { Low = [.. bars.Select(bar => bar.Low)], High = [.. bars.Select(bar => bar.High)] });

    /// <summary>Bars without intervals, for numbers that are exact: counts, sizes, distances.</summary>
    public static Figure Bars(IReadOnlyList<(string Name, double Value)> bars, Axis value, string title, string cases = "case") => Lying([.. bars.Select(bar => bar.Name)], cases, value, title, new BarTrace("", [.. bars.Select(bar => bar.Value)]));

    /// <summary>Points.</summary>
    public static Figure Scatter(IEnumerable<(double X, double Y)> points, Axis x, Axis y, string title) => Scatter([("", [.. points])], x, y, title);

    /// <summary>Several kinds of points.</summary>
    public static Figure Scatter(IReadOnlyList<(string Name, IReadOnlyList<(double X, double Y)> Points)> kinds, Axis x, Axis y, string title) => new(title, x, y)
    {
        Traces = [.. kinds.Select(kind => new PointTrace(kind.Name, [.. kind.Points.Select(point => point.X)], [.. kind.Points.Select(point => point.Y)]))],
    };

    /// <summary>How values are spread.</summary>
    /// <param name="values">What is not finite is left out.</param>
    /// <param name="x">The values' axis.</param>
    /// <param name="title">Above the plot.</param>
    /// <param name="bins">Classes of equal width; 0 chooses by Sturges' rule.</param>
    public static Figure Histogram(IEnumerable<double> values, Axis x, string title, int bins = 0)
    {
        var finite = values.Where(double.IsFinite).ToList();
        if (finite.Count == 0) throw new ArgumentException($"histogram '{title}': expected at least one finite value, got none.", nameof(values));
        var count = bins > 0 ? bins : (int)Math.Ceiling(Math.Log2(finite.Count)) + 1;
        var (low, high) = (finite.Min(), finite.Max());
        if (high <= low) (low, high) = (low - 0.5, high + 0.5);
        var counts = new double[count];
        foreach (var value in finite) counts[Math.Min(count - 1, (int)((value - low) / (high - low) * count))]++;
        return new(title, x, new Axis("values")) { Traces = [new HistogramTrace("", [.. Enumerable.Range(0, count + 1).Select(i => low + (high - low) * i / count)], counts)], Caption = $"n = {finite.Count}." };
    }

    /// <summary>A table of numbers as colours, the first row on top.</summary>
    /// <param name="rows">As many numbers in each.</param>
    /// <param name="x">What columns are.</param>
    /// <param name="y">What rows are.</param>
    /// <param name="title">Above the plot.</param>
    /// <param name="label">What the numbers are, with their unit.</param>
    public static Figure Heat(IReadOnlyList<IReadOnlyList<double>> rows, Axis x, Axis y, string title, string label = "value") =>
        new(title, x, y with { Reversed = true }) { Traces = [new HeatTrace(label, rows)], Height = Math.Clamp(150 + 22 * rows.Count, Math.Max(240, 130 + 8 * label.Length), 620) };

    /// <summary>A camera's picture, with numbers over it where there are any.</summary>
    /// <param name="image">The picture.</param>
    /// <param name="title">Above it.</param>
    /// <param name="overlay">[rows, columns] spread over the whole picture; null for none.</param>
    /// <param name="label">What the numbers are, with their unit.</param>
    public static Figure Image(CameraImage image, string title, IReadOnlyList<IReadOnlyList<double>>? overlay = null, string label = "value")
    {
        List<Trace> traces = [new ImageTrace(Png.Encode(image.Rgb.Span, image.Width, image.Height), image.Width, image.Height)];
        if (overlay is { Count: > 0 }) traces.Add(new HeatTrace(label, overlay) { Opacity = 0.55, CellWidth = (double)image.Width / overlay[0].Count, CellHeight = (double)image.Height / overlay.Count });
        return new(title, new Axis("column", "pixels"), new Axis("row", "pixels") { Reversed = true }) { Traces = traces, EqualScales = true, Width = 460, Height = 440 };
    }

    /// <summary>What a chunk asks of the robot, one line a number of the action.</summary>
    /// <param name="chunk">[K, A] in robot units.</param>
    /// <param name="rateHz">Actions a second.</param>
    /// <param name="title">Above the plot.</param>
    /// <param name="names">What the A numbers are; null numbers them.</param>
    public static Figure Chunk(ActionChunk chunk, double rateHz, string title, IReadOnlyList<string>? names = null) => Curves([.. Enumerable.Range(0, chunk.Width).Select(a =>
        new LineTrace(names?[a] ?? $"action {a}", [.. Enumerable.Range(0, chunk.Length).Select(k => k / rateHz)], [.. Enumerable.Range(0, chunk.Length).Select(k => chunk[k][a])]))], "time, s", "action, robot units", title);

    private static Figure Lying(IReadOnlyList<string> names, string cases, Axis value, string title, BarTrace bars) =>
        new(title, value, new Axis(cases) { Categories = names, Reversed = true }) { Traces = [bars], Height = 110 + 34 * names.Count };
}
