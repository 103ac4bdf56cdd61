using System.Text.Json.Nodes;
using Oft.Lab.Cards;

namespace Oft.Lab.Charts;

/// <summary>How many values fall between two edges.</summary>
/// <param name="Name">In the legend.</param>
/// <param name="Edges">One more than counts, growing.</param>
/// <param name="Counts">Values from an edge to the next.</param>
public sealed record HistogramTrace(string Name, IReadOnlyList<double> Edges, IReadOnlyList<double> Counts) : Trace(Name)
{
    internal override IEnumerable<double> Across(Figure figure) =>
        Edges.Count == Counts.Count + 1 ? Edges : throw new ArgumentException($"histogram '{Name}': expected one edge more than counts, got {Edges.Count} and {Counts.Count}.");

    internal override IEnumerable<double> Up(Figure figure) => Counts.Append(0);

    internal override IEnumerable<JsonObject> ToPlotly(Figure figure, int series) =>
    [
        new JsonObject
        {
            ["type"] = "bar", ["name"] = PlotlyJson.Text(Name), ["showlegend"] = Name != "",
            ["x"] = PlotlyJson.Numbers(Counts.Select((_, i) => (Edges[i] + Edges[i + 1]) / 2)), ["width"] = PlotlyJson.Numbers(Counts.Select((_, i) => Edges[i + 1] - Edges[i])),
            ["y"] = PlotlyJson.Numbers(Counts), ["hovertemplate"] = PlotlyJson.Hover(figure, Name),
            ["marker"] = new JsonObject { ["color"] = Palette.Of(series), ["opacity"] = Opacity(figure), ["line"] = new JsonObject { ["width"] = 1, ["color"] = "rgba(128,128,128,.6)" } },
        },
    ];

    internal override void Draw(SvgPlane plane, int series)
    {
        for (var i = 0; i < Counts.Count; i++)
            plane.Box(Edges[i], 0, Edges[i + 1], Counts[i], FormattableString.Invariant($"fill=\"{Palette.Of(series)}\" fill-opacity=\"{Opacity(plane.Figure)}\" stroke=\"#808080\" stroke-opacity=\".6\""));
    }

    internal override string Summary(Figure figure) => $"{Markup.Clean(Name)} {Sparkline.Of(Counts)} {AxisScale.Number(Edges[0])} to {AxisScale.Number(Edges[^1])}, n = {AxisScale.Number(Counts.Sum())}".TrimStart();

    // Several stand in front of each other.
    private static double Opacity(Figure figure) => figure.Traces.Count > 1 ? 0.6 : 1;
}
