using System.Text;
using System.Text.Json.Nodes;
using Oft.Lab.Cards;

namespace Oft.Lab.Charts;

/// <summary>A figure as data: Plotly draws it where scripts run, a static picture stands where they do not.</summary>
/// <remarks>
/// The HTML holds data and picture and asks no network. Plotly itself comes once a page, with the card of <see cref="Lab"/> or the
/// page around it (<see cref="PlotlyScript"/>); until it is there, and in viewers without scripts, the picture is what is seen.
/// </remarks>
/// <param name="Title">Above the plot.</param>
/// <param name="X">The horizontal axis.</param>
/// <param name="Y">The vertical axis.</param>
[TypeFormatterSource(typeof(CardFormatters))]
public sealed record Figure(string Title, Axis X, Axis Y) : ICard
{
    internal const string Attribute = " data-figure='";

    /// <summary>What is drawn, the first lowest.</summary>
    public required IReadOnlyList<Trace> Traces { get; init; }

    /// <summary>Below the plot: what to see in it, n, where the numbers come from.</summary>
    public string Caption { get; init; } = "";

    /// <summary>Pixels across, at most.</summary>
    public int Width { get; init; } = 720;

    /// <summary>Pixels down.</summary>
    public int Height { get; init; } = 380;

    /// <summary>A unit is as long across as down, as in a picture.</summary>
    public bool EqualScales { get; init; }

    /// <summary>The data as Plotly takes them: <c>{"data": […], "layout": {…}}</c>.</summary>
    public string ToPlotlyJson() => Specification().ToJsonString();

    /// <summary>The static picture.</summary>
    /// <param name="alone">Brings its own page colour; otherwise it takes the ink of the page it stands in.</param>
    public string ToSvg(bool alone = false) => SvgFigure.Draw(this, alone);

    /// <inheritdoc/>
    public string ToHtml()
    {
        var picture = $"<img class=\"oft-static\" alt=\"{Markup.Text(ToText())}\" src=\"{Markup.Uri("image/svg+xml", Encoding.UTF8.GetBytes(ToSvg(alone: true)))}\">";
        var caption = FullCaption is "" ? "" : $"<figcaption>{Markup.Text(FullCaption)}</figcaption>";
        // The serializer writes quotes, ampersands and brackets inside strings as \u00XX, so the attribute holds.
        return Markup.Card("figure", $"<figure>{picture}<div class=\"oft-plot\"></div>{caption}</figure>", $"style=\"width:{Width}px\"{Attribute}{ToPlotlyJson()}'") + Markup.Script("figure.js");
    }

    /// <inheritdoc/>
    public string ToText()
    {
        var lines = new List<string> { Markup.Clean(Title), $"  {Markup.Clean(X.Label)} → {Markup.Clean(Y.Label)}" };
        lines.AddRange(Traces.SelectMany(trace => trace.Summary(this).Split('\n')).Select(line => "  " + line));
        if (FullCaption != "") lines.Add("  " + Markup.Clean(FullCaption));
        return string.Join('\n', lines);
    }

    /// <inheritdoc/>
    public override string ToString() => ToText();

    /// <summary>Both axes with their ends settled.</summary>
    /// <exception cref="InvalidOperationException">Nothing is drawn.</exception>
    internal (AxisScale X, AxisScale Y) Scales()
    {
        if (Traces.Count == 0) throw new InvalidOperationException($"figure '{Title}': expected at least one thing to draw, got none.");
        // A point on the edge would be cut in half.
        var room = Traces.Any(trace => trace is PointTrace) ? 0.03 : 0;
        var fills = Traces.Any(trace => trace.Fills);
        return (AxisScale.Of(X, Traces.SelectMany(trace => trace.Across(this)), fills || Traces.Any(trace => trace is LineTrace or HistogramTrace), room, fills),
            AxisScale.Of(Y, Traces.SelectMany(trace => trace.Up(this)), fills, room, fills));
    }

    private string FullCaption
    {
        get
        {
            var blocks = Traces.OfType<HeatTrace>().Select(heat => heat.Blocks()).FirstOrDefault(block => block.Down * block.Across > 1);
            return blocks == default ? Caption : $"{Caption} Under the pointer a cell is the mean of {blocks.Down} × {blocks.Across}.".TrimStart();
        }
    }

    private JsonObject Specification()
    {
        var (x, y) = Scales();
        var (across, up) = (PlotlyJson.Axis(x), PlotlyJson.Axis(y));
        if (EqualScales) (up["scaleanchor"], across["constrain"], up["constrain"]) = ("x", "domain", "domain");
        var layout = new JsonObject
        {
            ["title"] = new JsonObject { ["text"] = PlotlyJson.Text(Title), ["x"] = 0.01, ["xanchor"] = "left", ["font"] = new JsonObject { ["size"] = 14 } },
            ["height"] = Height, ["margin"] = new JsonObject { ["l"] = 56, ["r"] = 16, ["t"] = 40, ["b"] = 48 },
            ["xaxis"] = across, ["yaxis"] = up, ["hovermode"] = "closest", ["barmode"] = Traces.Any(trace => trace is HistogramTrace) ? "overlay" : "group",
            ["paper_bgcolor"] = "rgba(0,0,0,0)", ["plot_bgcolor"] = "rgba(0,0,0,0)", ["font"] = new JsonObject { ["size"] = 12 },
        };
        var pictures = Traces.OfType<ImageTrace>().Select(picture => picture.ToLayout(this)).ToArray();
        if (pictures.Length > 0) layout["images"] = new JsonArray([.. pictures]);
        return new JsonObject
        {
            ["data"] = new JsonArray([.. Traces.SelectMany((trace, series) => trace.ToPlotly(this, series))]),
            ["layout"] = layout,
        };
    }
}
