using Oft.Lab.Charts;
using ScottPlot;

namespace Oft.Interop;

/// <summary>Figures of the Lab as plots of ScottPlot.</summary>
/// <remarks>ScottPlot has plain axes only, so logarithms and axes that run from top to bottom are taken here, and their numbers are written beside the places.</remarks>
public static class ScottPlotFigures
{
    /// <summary>The same figure as a plot: <c>plot.SavePng("figure.png", figure.Width, figure.Height)</c>.</summary>
    /// <param name="figure">Anything the Lab draws.</param>
    /// <exception cref="InvalidOperationException">Nothing is drawn.</exception>
    public static Plot ToScottPlot(this Figure figure)
    {
        var plot = new Plot();
        var (x, y) = figure.Scales();
        plot.Title(figure.Title);
        plot.XLabel(figure.X.Label);
        plot.YLabel(figure.Y.Label);
        var plane = new ScottPlotPlane(plot, figure, x, y);
        for (var i = 0; i < figure.Traces.Count; i++) plane.Draw(figure.Traces[i], i);
        var (across, up) = (Ends(x), Ends(y));
        plot.Axes.SetLimits(across.From, across.To, up.From, up.To);
        Ticks(plot.Axes.Bottom, x);
        Ticks(plot.Axes.Left, y);
        if (figure.EqualScales) plot.Axes.SquareUnits();
        if (figure.Traces.Any(trace => trace.Name != "")) plot.ShowLegend();
        return plot;
    }

    private static (double From, double To) Ends(AxisScale scale)
    {
        var (low, high) = (ScottPlotPlane.Place(scale, scale.Low), ScottPlotPlane.Place(scale, scale.High));
        return (Math.Min(low, high), Math.Max(low, high));
    }

    // Plain numbers are written by ScottPlot itself, which knows how to when somebody moves the view.
    private static void Ticks(IAxis axis, AxisScale scale)
    {
        if (!scale.Axis.Log && !scale.Axis.Reversed && !scale.Whole && scale.Axis.Categories is null) return;
        var ticks = scale.Ticks();
        axis.SetTicks([.. ticks.Select(tick => ScottPlotPlane.Place(scale, tick.At))], [.. ticks.Select(tick => tick.Text)]);
    }
}
