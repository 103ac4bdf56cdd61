using Oft.Lab.Charts;
using ScottPlot;
using Palette = Oft.Lab.Charts.Palette;

namespace Oft.Interop;

/// <summary>Puts what a figure draws on a plot of ScottPlot.</summary>
internal sealed class ScottPlotPlane(Plot plot, Figure figure, AxisScale x, AxisScale y)
{
    private const double group = 0.8;

    // As in the Lab's own pictures: a shape for each series, so that no reader depends on its colour.
    private static readonly MarkerShape[] shapes = [MarkerShape.FilledCircle, MarkerShape.FilledSquare, MarkerShape.FilledDiamond, MarkerShape.FilledTriangleUp, MarkerShape.Cross, MarkerShape.Eks];

    /// <summary>Where a number stands on a plain axis that grows to the right or upward.</summary>
    public static double Place(AxisScale scale, double value) => (scale.Axis.Log ? Math.Log10(value) : value) * (scale.Axis.Reversed ? -1 : 1);

    /// <summary>Draws one thing.</summary>
    public void Draw(Trace trace, int series)
    {
        var colour = Color.FromHex(Palette.Of(series));
        switch (trace)
        {
            case LineTrace line: Draw(line, colour); break;
            case PointTrace points: Draw(points, colour, shapes[series % shapes.Length]); break;
            case BarTrace bars: Draw(bars, colour); break;
            case HistogramTrace histogram: Draw(histogram, colour); break;
            case HeatTrace heat: Draw(heat); break;
            case ImageTrace picture: plot.Add.ImageRect(new Image(picture.Png.ToArray()), Box(-0.5, picture.Width - 0.5, -0.5, picture.Height - 0.5)); break;
            default: throw new NotSupportedException($"figure '{figure.Title}': ToScottPlot does not know how to draw a {trace.GetType().Name}.");
        }
    }

    private void Draw(LineTrace line, Color colour)
    {
        if (line.Low.Count > 0)
        {
            var whole = Enumerable.Range(0, line.X.Count).Where(i => double.IsFinite(line.X[i]) && double.IsFinite(line.Low[i]) && double.IsFinite(line.High[i])).ToList();
            var band = plot.Add.FillY(Across(whole.Select(i => line.X[i])), Up(whole.Select(i => line.Low[i])), Up(whole.Select(i => line.High[i])));
            band.FillColor = colour.WithAlpha(0.22);
            band.LineWidth = 0;
        }
        var drawn = plot.Add.Scatter(Across(line.X), Up(line.Y), colour);
        (drawn.LineWidth, drawn.MarkerSize, drawn.LegendText) = (2, line.X.Count > 1 ? 0 : 8, line.Name);
        if (line.Dashed) drawn.LinePattern = LinePattern.Dashed;
    }

    private void Draw(PointTrace points, Color colour, MarkerShape shape)
    {
        var (across, up) = (Across(points.X), Up(points.Y));
        var drawn = plot.Add.ScatterPoints(across, up, colour);
        (drawn.MarkerSize, drawn.MarkerShape, drawn.LegendText) = (8, shape, points.Name);
        if (points.Low.Count > 0) Intervals(across, up, Up(points.Low), Up(points.High), lying: false, colour);
    }

    private void Draw(BarTrace bars, Color colour)
    {
        var lying = figure.Y.Categories is not null;
        var (places, values) = lying ? (y, x) : (x, y);
        var rivals = figure.Traces.OfType<BarTrace>().ToList();
        var width = group / rivals.Count;
        var shift = width * (rivals.FindIndex(one => ReferenceEquals(one, bars)) + 0.5) - group / 2;
        var at = Enumerable.Range(0, bars.Values.Count).Select(i => Place(places, i + shift)).ToArray();
        var ends = bars.Values.Select(value => Place(values, value)).ToArray();
        Bars(bars.Name, at, ends, [.. at.Select(_ => width)], Foot(values), lying, colour);
        if (bars.Low.Count == 0) return;
        double[] low = [.. bars.Low.Select(value => Place(values, value))], high = [.. bars.High.Select(value => Place(values, value))];
        // Half of an interval lies on its bar.
        var ink = Color.FromHex(Palette.LightInk);
        if (lying) Intervals(ends, at, low, high, lying, ink);
        else Intervals(at, ends, low, high, lying, ink);
    }

    private void Draw(HistogramTrace histogram, Color colour)
    {
        var (from, to) = (Across(histogram.Edges.SkipLast(1)), Across(histogram.Edges.Skip(1)));
        Bars(histogram.Name, [.. from.Zip(to, (a, b) => (a + b) / 2)], Up(histogram.Counts), [.. from.Zip(to, (a, b) => Math.Abs(b - a))], Foot(y), lying: false, figure.Traces.Count > 1 ? colour.WithAlpha(0.6) : colour);
    }

    private void Draw(HeatTrace heat)
    {
        var (rows, columns) = (heat.Rows.Count, heat.Rows[0].Count);
        var cells = new double[rows, columns];
        for (var row = 0; row < rows; row++)
            for (var column = 0; column < columns; column++)
                cells[row, column] = heat.Rows[row][column];
        var drawn = plot.Add.Heatmap(cells);
        drawn.Colormap = new ScottPlot.Colormaps.CustomInterpolated([.. heat.Bar.Scale.Colours.Select(colour => Color.FromHex(colour))]);
        drawn.ManualRange = new ScottPlot.Range(heat.Bar.Low, heat.Bar.High);
        drawn.Opacity = heat.Opacity;
        drawn.Rectangle = Box(-0.5, columns * heat.CellWidth - 0.5, -0.5, rows * heat.CellHeight - 0.5);
        // ScottPlot's first row is the upper one.
        (drawn.FlipVertically, drawn.FlipHorizontally) = (!figure.Y.Reversed, figure.X.Reversed);
        plot.Add.ColorBar(drawn).Label = heat.Label;
    }

    private void Bars(string name, double[] at, double[] ends, double[] widths, double foot, bool lying, Color colour)
    {
        Bar[] bars =
        [
            .. at.Select((place, i) => new Bar
            {
                Position = place, Value = ends[i], ValueBase = foot, Size = widths[i], FillColor = colour, LineWidth = 0, Orientation = lying ? Orientation.Horizontal : Orientation.Vertical,
            }),
        ];
        plot.Add.Bars(bars).LegendText = name;
    }

    private void Intervals(double[] across, double[] up, double[] low, double[] high, bool lying, Color colour)
    {
        var middle = lying ? across : up;
        double[] below = [.. middle.Select((value, i) => value - Math.Min(low[i], high[i]))], above = [.. middle.Select((value, i) => Math.Max(low[i], high[i]) - value)];
        var none = new double[middle.Length];
        var drawn = plot.Add.ErrorBar(across, up, none);
        if (lying) (drawn.XErrorNegative, drawn.XErrorPositive) = (below, above);
        else (drawn.YErrorNegative, drawn.YErrorPositive) = (below, above);
        drawn.Color = colour;
    }

    // A bar begins at zero; a logarithm has none, so it begins at the end of the axis.
    private static double Foot(AxisScale scale) => Place(scale, scale.Axis.Log ? scale.Low : 0);

    private CoordinateRect Box(double left, double right, double first, double last)
    {
        double[] across = [Place(x, left), Place(x, right)], up = [Place(y, first), Place(y, last)];
        return new(across.Min(), across.Max(), up.Min(), up.Max());
    }

    private double[] Across(IEnumerable<double> values) => [.. values.Select(value => Place(x, value))];

    private double[] Up(IEnumerable<double> values) => [.. values.Select(value => Place(y, value))];
}
