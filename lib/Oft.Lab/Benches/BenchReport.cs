using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Oft.Lab.Benches;

/// <summary>The figures of one bench as a table for the terminal and as JSON for a file.</summary>
public sealed record BenchReport
{
    /// <summary>Takes a run's figures.</summary>
    /// <exception cref="ArgumentException">No figure has a bar.</exception>
    public BenchReport(string name, IReadOnlyList<BenchFigure> figures)
    {
        if (!figures.Any(figure => figure.Bar is not null))
            throw new ArgumentException($"bench '{name}': expected at least one figure with a bar, got {figures.Count} figures without one.", nameof(figures));
        (Name, Figures) = (name, figures);
    }

    /// <summary>The bench's name.</summary>
    public string Name { get; }

    /// <summary>In the order they were measured.</summary>
    public IReadOnlyList<BenchFigure> Figures { get; }

    /// <summary>True where every bar is met.</summary>
    public bool Holds => Figures.All(figure => figure.Holds);

    /// <summary>A table with one line a figure.</summary>
    public string ToText()
    {
        var width = Figures.Max(figure => figure.Name.Length);
        var text = new StringBuilder();
        foreach (var figure in Figures)
        {
            var bar = figure.Bar is { } b ? $"{(figure.Better == Better.Lower ? "at most" : "at least")} {Number(b)}: {(figure.Holds ? "holds" : "MISSED")}" : "";
            text.AppendLine($"{figure.Name.PadRight(width)}  {Number(figure.Value),12} {figure.Unit,-10} {bar}".TrimEnd());
        }
        return text.ToString();
    }

    /// <summary><c>{"figures":[{"name","value","unit","better","bar"}]}</c>.</summary>
    public string ToJson() => new JsonObject
    {
        ["figures"] = new JsonArray([.. Figures.Select(figure => (JsonNode)new JsonObject
        {
            ["name"] = figure.Name,
            ["value"] = double.IsFinite(figure.Value) ? figure.Value : null,
            ["unit"] = figure.Unit,
            ["better"] = figure.Better == Better.Lower ? "lower" : "higher",
            ["bar"] = figure.Bar,
        })]),
    }.ToJsonString(new JsonSerializerOptions { WriteIndented = true });

    private static string Number(double value) => value.ToString(Math.Abs(value) is >= 1000 or 0 ? "0" : "0.###", CultureInfo.InvariantCulture);
}
