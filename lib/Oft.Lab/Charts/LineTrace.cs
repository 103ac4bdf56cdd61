using System.Text.Json.Nodes;
using Oft.Lab.Cards;

namespace Oft.Lab.Charts;

/// <summary>A line through points, with a band around it where an interval is known.</summary>
/// <param name="Name">In the legend.</param>
/// <param name="X">Across, in order.</param>
/// <param name="Y">Up; what is no finite number is a gap.</param>
public sealed record LineTrace(string Name, IReadOnlyList<double> X, IReadOnlyList<double> Y) : Trace(Name)
{
    // A colour that comes again comes with another stroke.
    private static readonly (string Plotly, string Svg)[] strokes = [("solid", ""), ("dot", "2 3"), ("dashdot", "7 3 2 3"), ("longdash", "11 4")];

    /// <summary>Lower ends of the intervals; empty without a band.</summary>
    public IReadOnlyList<double> Low { get; init; } = [];

    /// <summary>Upper ends of the intervals.</summary>
    public IReadOnlyList<double> High { get; init; } = [];

    /// <summary>For what is quoted or expected rather than measured.</summary>
    public bool Dashed { get; init; }

    internal override IEnumerable<double> Across(Figure figure) => Checked().X;

    internal override IEnumerable<double> Up(Figure figure) => Checked().Y.Concat(Low).Concat(High);

    internal override IEnumerable<JsonObject> ToPlotly(Figure figure, int series)
    {
        if (Low.Count > 0)
        {
            yield return Band(Low, "none");
            yield return Band(High, "tonexty");
        }
        yield return new JsonObject
        {
            ["type"] = "scatter", ["mode"] = X.Count > 1 ? "lines" : "markers", ["name"] = PlotlyJson.Text(Name), ["showlegend"] = Name != "",
            ["x"] = PlotlyJson.Numbers(X), ["y"] = PlotlyJson.Numbers(Y), ["hovertemplate"] = PlotlyJson.Hover(figure, Name),
            ["line"] = new JsonObject { ["color"] = Palette.Of(series), ["width"] = 2, ["dash"] = Dashed ? "dash" : strokes[Stroke(series)].Plotly },
        };

        JsonObject Band(IReadOnlyList<double> ends, string fill) => new()
        {
            ["type"] = "scatter", ["mode"] = "lines", ["x"] = PlotlyJson.Numbers(X), ["y"] = PlotlyJson.Numbers(ends), ["fill"] = fill, ["hoverinfo"] = "skip", ["showlegend"] = false,
            ["line"] = new JsonObject { ["width"] = 0 }, ["fillcolor"] = Translucent(series),
        };
    }

    internal override void Draw(SvgPlane plane, int series)
    {
        if (Low.Count > 0)
        {
            var whole = Enumerable.Range(0, X.Count).Where(i => plane.Shows(X[i], Low[i]) && plane.Shows(X[i], High[i])).ToList();
            plane.Polygon(whole.Select(i => (X[i], Low[i])).Concat(Enumerable.Reverse(whole).Select(i => (X[i], High[i]))), $"fill=\"{Palette.Of(series)}\" fill-opacity=\".22\"");
        }
        plane.Polyline(X.Zip(Y), $"stroke=\"{Palette.Of(series)}\" stroke-width=\"2\"{Dashes(series)}");
        if (X.Count == 1) plane.Mark(X[0], Y[0], series);
    }

    internal override string Summary(Figure figure)
    {
        var finite = Y.Where(double.IsFinite).ToList();
        if (finite.Count == 0) return $"{Markup.Clean(Name)} no number".TrimStart();
        return $"{Markup.Clean(Name)} {Sparkline.Of(Y)} {AxisScale.Number(finite[0])} → {AxisScale.Number(finite[^1])}, {AxisScale.Number(finite.Min())} to {AxisScale.Number(finite.Max())}, n = {finite.Count}".TrimStart();
    }

    internal override string LegendMark(double x, double y, int series) =>
        FormattableString.Invariant($"<line x1=\"{x:0.#}\" x2=\"{x + 14:0.#}\" y1=\"{y:0.#}\" y2=\"{y:0.#}\" stroke=\"{Palette.Of(series)}\" stroke-width=\"2.5\"{Dashes(series)}/>");

    private LineTrace Checked()
    {
        if (X.Count != Y.Count || Low.Count != High.Count || Low.Count > 0 && Low.Count != X.Count)
            throw new ArgumentException($"line '{Name}': expected as many numbers across as up, and as many intervals or none; got {X.Count}, {Y.Count}, {Low.Count} and {High.Count}.");
        return this;
    }

    private static int Stroke(int series) => series / Palette.Series.Count % strokes.Length;

    private string Dashes(int series) => (Dashed ? "6 4" : strokes[Stroke(series)].Svg) is { Length: > 0 } dashes ? $" stroke-dasharray=\"{dashes}\"" : "";

    private static string Translucent(int series)
    {
        var (red, green, blue) = Palette.Rgb(Palette.Of(series));
        return $"rgba({red},{green},{blue},.22)";
    }
}
