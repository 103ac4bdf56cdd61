using System.Text.Json.Nodes;
using Oft.Lab.Cards;

namespace Oft.Lab.Charts;

/// <summary>One bar a category, with its interval where one is known. Bars lie where the categories stand on the vertical axis.</summary>
/// <param name="Name">In the legend.</param>
/// <param name="Values">One number a category of the axis, in its order.</param>
public sealed record BarTrace(string Name, IReadOnlyList<double> Values) : Trace(Name)
{
    private const double group = 0.8;

    /// <summary>Lower ends of the intervals; empty for none.</summary>
    public IReadOnlyList<double> Low { get; init; } = [];

    /// <summary>Upper ends of the intervals.</summary>
    public IReadOnlyList<double> High { get; init; } = [];

    internal override IEnumerable<double> Across(Figure figure) => Lies(figure) ? Lengths(figure) : [];

    internal override IEnumerable<double> Up(Figure figure) => Lies(figure) ? [] : Lengths(figure);

    internal override IEnumerable<JsonObject> ToPlotly(Figure figure, int series)
    {
        var (places, lengths) = (PlotlyJson.Numbers(Enumerable.Range(0, Values.Count).Select(i => (double)i)), PlotlyJson.Numbers(Values));
        var lies = Lies(figure);
        var names = (lies ? figure.Y : figure.X).Categories!;
        var bars = new JsonObject
        {
            ["type"] = "bar", ["orientation"] = lies ? "h" : "v", ["name"] = PlotlyJson.Text(Name), ["showlegend"] = Name != "",
            ["x"] = lies ? lengths : places, ["y"] = lies ? places : lengths, ["marker"] = new JsonObject { ["color"] = Palette.Of(series) },
            ["text"] = new JsonArray([.. names.Select(name => JsonValue.Create(PlotlyJson.Text(name)))]), ["textposition"] = "none",
            ["hovertemplate"] = $"%{{text}}<br>{(Name == "" ? "" : PlotlyJson.Text(Name) + " ")}%{{{(lies ? "x" : "y")}}}<extra></extra>",
        };
        if (Low.Count > 0) bars[lies ? "error_x" : "error_y"] = Errors(Values, Low, High);
        return [bars];
    }

    /// <summary>Intervals as Plotly takes them: distances from the value.</summary>
    internal static JsonObject Errors(IReadOnlyList<double> values, IReadOnlyList<double> low, IReadOnlyList<double> high) => new()
    {
        ["type"] = "data", ["symmetric"] = false, ["thickness"] = 1.5,
        ["array"] = PlotlyJson.Numbers(high.Select((end, i) => end - values[i])), ["arrayminus"] = PlotlyJson.Numbers(low.Select((end, i) => values[i] - end)),
    };

    internal override void Draw(SvgPlane plane, int series)
    {
        var rivals = plane.Figure.Traces.OfType<BarTrace>().ToList();
        var (width, lies) = (group / rivals.Count, Lies(plane.Figure));
        for (var i = 0; i < Values.Count; i++)
        {
            var at = i - group / 2 + width * (rivals.FindIndex(bars => ReferenceEquals(bars, this)) + 0.5);
            if (lies) plane.Box(0, at - width / 2, Values[i], at + width / 2, $"fill=\"{Palette.Of(series)}\"");
            else plane.Box(at - width / 2, 0, at + width / 2, Values[i], $"fill=\"{Palette.Of(series)}\"");
            if (Low.Count > 0) plane.Interval(at, Low[i], High[i], across: lies, "stroke=\"currentColor\" stroke-width=\"1.5\"");
        }
    }

    internal override string Summary(Figure figure)
    {
        var names = (Lies(figure) ? figure.Y : figure.X).Categories!;
        return string.Join('\n', Values.Select((value, i) => $"{Markup.Clean(Name)} {Markup.Clean(names[i])}: {AxisScale.Number(value)}{(Low.Count > 0 ? $" ({AxisScale.Number(Low[i])}–{AxisScale.Number(High[i])})" : "")}".TrimStart()));
    }

    private static bool Lies(Figure figure) => figure.Y.Categories is not null;

    // A bar begins at zero, so zero belongs to its axis.
    private IEnumerable<double> Lengths(Figure figure)
    {
        var names = (Lies(figure) ? figure.Y : figure.X).Categories;
        if (names?.Count != Values.Count || Low.Count != High.Count || Low.Count > 0 && Low.Count != Values.Count)
            throw new ArgumentException($"bars '{Name}': expected one number and one interval or none a category; got {names?.Count ?? 0} categories, {Values.Count} numbers, {Low.Count} and {High.Count} ends of intervals.");
        return Values.Concat(Low).Concat(High).Append(0);
    }
}
