using System.Globalization;
using System.Text.Json.Nodes;
using Oft.Lab.Cards;

namespace Oft.Lab.Charts;

/// <summary>Numbers and words as Plotly takes them.</summary>
internal static class PlotlyJson
{
    /// <summary>Five digits are more than an eye can see; what is no number is a gap.</summary>
    public static JsonNode? Number(double value) => double.IsFinite(value) ? JsonNode.Parse(value.ToString("G5", CultureInfo.InvariantCulture)) : null;

    /// <summary>A row of numbers.</summary>
    public static JsonArray Numbers(IEnumerable<double> values) => [.. values.Select(Number)];

    /// <summary>Words as they are: Plotly would read tags and templates in them.</summary>
    public static string Text(string value) =>
        Markup.Clean(value).Replace("&", "&amp;").Replace("<", "&lt;").Replace(">", "&gt;").Replace("%{", "% {");

    /// <summary>An axis with its ends, its numbers and its label.</summary>
    public static JsonObject Axis(AxisScale scale)
    {
        double End(double value) => scale.Axis.Log ? Math.Log10(value) : value;
        var (first, last) = scale.Axis.Reversed ? (scale.High, scale.Low) : (scale.Low, scale.High);
        var axis = new JsonObject
        {
            ["title"] = new JsonObject { ["text"] = Text(scale.Axis.Label), ["standoff"] = 8 },
            ["range"] = Numbers([End(first), End(last)]),
            ["gridcolor"] = "rgba(128,128,128,.22)",
            ["zerolinecolor"] = "rgba(128,128,128,.5)",
            ["automargin"] = true, ["exponentformat"] = "e",
        };
        if (scale.Whole) (axis["tick0"], axis["dtick"]) = (0, scale.TickStep);
        if (scale.Axis.Log) (axis["type"], axis["dtick"]) = ("log", 1);
        if (scale.Axis.Categories is null) return axis;
        var ticks = scale.Ticks();
        axis["tickvals"] = Numbers(ticks.Select(tick => tick.At));
        axis["ticktext"] = new JsonArray([.. ticks.Select(tick => JsonValue.Create(Text(Short(tick.Text))))]);
        return axis;
    }

    /// <summary>What a point says under the pointer.</summary>
    public static string Hover(Figure figure, string name, string third = "") =>
        $"{(name == "" ? "" : $"<b>{Text(name)}</b><br>")}{Text(figure.X.Name)} %{{x}}<br>{Text(figure.Y.Name)} %{{y}}{(third == "" ? "" : $"<br>{third}")}<extra></extra>";

    /// <summary>Long names end in an ellipsis.</summary>
    public static string Short(string name, int most = 44) => name.Length <= most ? name : name[..(most - 1)] + "…";
}
