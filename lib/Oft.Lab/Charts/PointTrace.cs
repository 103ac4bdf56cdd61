using System.Text.Json.Nodes;
using Oft.Lab.Cards;

namespace Oft.Lab.Charts;

/// <summary>Points, with an interval upward and downward where one is known.</summary>
/// <param name="Name">In the legend.</param>
/// <param name="X">Across.</param>
/// <param name="Y">Up.</param>
public sealed record PointTrace(string Name, IReadOnlyList<double> X, IReadOnlyList<double> Y) : Trace(Name)
{
    // A shape for each series, so that no reader depends on its colour.
    private static readonly string[] symbols = ["circle", "square", "diamond", "triangle-up", "cross", "x"];

    /// <summary>Lower ends of the intervals; empty for none.</summary>
    public IReadOnlyList<double> Low { get; init; } = [];

    /// <summary>Upper ends of the intervals.</summary>
    public IReadOnlyList<double> High { get; init; } = [];

    internal override IEnumerable<double> Across(Figure figure)
    {
        if (X.Count != Y.Count || Low.Count != High.Count || Low.Count > 0 && Low.Count != X.Count)
            throw new ArgumentException($"points '{Name}': expected as many numbers across as up, and as many intervals or none; got {X.Count}, {Y.Count}, {Low.Count} and {High.Count}.");
        return X;
    }

    internal override IEnumerable<double> Up(Figure figure) => Y.Concat(Low).Concat(High);

    internal override IEnumerable<JsonObject> ToPlotly(Figure figure, int series)
    {
        var points = new JsonObject
        {
            ["type"] = "scatter", ["mode"] = "markers", ["name"] = PlotlyJson.Text(Name), ["showlegend"] = Name != "",
            ["x"] = PlotlyJson.Numbers(X), ["y"] = PlotlyJson.Numbers(Y), ["hovertemplate"] = PlotlyJson.Hover(figure, Name),
            ["cliponaxis"] = false, ["marker"] = new JsonObject { ["color"] = Palette.Of(series), ["size"] = 8, ["symbol"] = symbols[series % symbols.Length] },
        };
        if (Low.Count > 0) points["error_y"] = BarTrace.Errors(Y, Low, High);
        return [points];
    }

    internal override void Draw(SvgPlane plane, int series)
    {
        for (var i = 0; i < X.Count; i++)
        {
            if (Low.Count > 0) plane.Interval(X[i], Low[i], High[i], across: false, $"stroke=\"{Palette.Of(series)}\" stroke-width=\"1.5\"");
            plane.Mark(X[i], Y[i], series);
        }
    }

    internal override string Summary(Figure figure)
    {
        var up = Y.Where(double.IsFinite).ToList();
        return up.Count == 0 ? $"{Markup.Clean(Name)} no point".TrimStart() : $"{Markup.Clean(Name)} {up.Count} points, {Markup.Clean(figure.Y.Name)} {AxisScale.Number(up.Min())} to {AxisScale.Number(up.Max())}".TrimStart();
    }

    internal override string LegendMark(double x, double y, int series) => SvgPlane.Symbol(x + 6, y, series);
}
