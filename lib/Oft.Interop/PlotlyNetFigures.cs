using System.Text.Json.Nodes;
using Plotly.NET;
using Plotly.NET.LayoutObjects;
using Figure = Oft.Lab.Charts.Figure;

namespace Oft.Interop;

/// <summary>Figures of the Lab as charts of Plotly.NET.</summary>
/// <remarks>
/// Both speak Plotly's JSON, so nothing is drawn anew: traces, axes and title become Plotly.NET's own objects, member by member, and its
/// functions (<c>Chart.combine</c>, <c>Chart.withXAxisStyle</c>, <c>GenericChart.toChartHTML</c>) take them from there.
/// </remarks>
public static class PlotlyNetFigures
{
    /// <summary>The same figure as a chart of Plotly.NET.</summary>
    /// <param name="figure">Anything the Lab draws; pictures below it travel in the layout.</param>
    /// <exception cref="InvalidOperationException">Nothing is drawn.</exception>
    public static GenericChart ToPlotlyNet(this Figure figure)
    {
        var specification = JsonNode.Parse(figure.ToPlotlyJson())!;
        var traces = specification["data"]!.AsArray().Select(trace => Filled(new Trace((string)trace!["type"]!), trace.AsObject())).ToArray();
        return GenericChart.setLayout(Filled(new Layout(), specification["layout"]!.AsObject()), GenericChart.ofTraceObjects(false, traces));
    }

    private static T Filled<T>(T target, JsonObject members) where T : DynamicObj.DynamicObj
    {
        foreach (var (name, value) in members)
            if (value is not null && (name != "type" || target is not Trace)) target.SetProperty(name, Value(name, value));
        return target;
    }

    // Axes and titles are of their own types, or Plotly.NET would not find them when a style is changed; whole numbers stay whole for the same reason.
    private static object? Value(string name, JsonNode? value) => value switch
    {
        null => null,
        JsonObject members when name is "xaxis" or "yaxis" => Filled(new LinearAxis(), members),
        JsonObject members when name == "title" => Filled(new Title(), members),
        JsonObject members => Filled(new DynamicObj.DynamicObj(), members),
        JsonArray items => items.Select(item => Value("", item)).ToArray(),
        JsonValue scalar when scalar.TryGetValue(out bool flag) => flag,
        JsonValue scalar when scalar.TryGetValue(out int whole) => whole,
        JsonValue scalar when scalar.TryGetValue(out double number) => number,
        _ => (string?)value,
    };
}
