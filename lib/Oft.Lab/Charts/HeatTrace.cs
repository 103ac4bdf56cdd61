using System.Text.Json.Nodes;
using Oft.Imaging;
using Oft.Imaging.Files;
using Oft.Lab.Cards;

namespace Oft.Lab.Charts;

/// <summary>A table of numbers as colours. Cell (row, column) stands at y = row, x = column; larger cells begin with the first pixel of the picture they lie over.</summary>
/// <param name="Label">What is shown, with its unit; beside the scale of colours.</param>
/// <param name="Rows">As many numbers in each; what is not finite stays empty.</param>
public sealed record HeatTrace(string Label, IReadOnlyList<IReadOnlyList<double>> Rows) : Trace("")
{
    private const int mostCells = 40_000;
    private readonly Lazy<ColourBar> bar = new(() => Measure(Label, Rows, null, null));

    /// <summary>The number of the first colour; null takes the least.</summary>
    public double? Low { get; init; }

    /// <summary>The number of the last colour; null takes the greatest.</summary>
    public double? High { get; init; }

    /// <summary>1 hides what lies below it.</summary>
    public double Opacity { get; init; } = 1;

    /// <summary>Data units a cell is wide and high, for what lies over a picture; 1 for a table.</summary>
    public double CellWidth { get; init; } = 1;

    /// <inheritdoc cref="CellWidth"/>
    public double CellHeight { get; init; } = 1;

    internal override bool Fills => true;

    internal override ColourBar Bar => Low is null && High is null ? bar.Value : Measure(Label, Rows, Low, High);

    private int Columns => Rows[0].Count;

    internal override IEnumerable<double> Across(Figure figure)
    {
        if (Rows.Count == 0 || Rows[0].Count == 0 || Rows.Any(row => row.Count != Rows[0].Count))
            throw new ArgumentException($"heat map '{Label}': expected rows of one length, got {Rows.Count} of {string.Join(", ", Rows.Select(row => row.Count).Distinct().Take(4))}.");
        return [-0.5, Columns * CellWidth - 0.5];
    }

    internal override IEnumerable<double> Up(Figure figure) => [-0.5, Rows.Count * CellHeight - 0.5];

    internal override IEnumerable<JsonObject> ToPlotly(Figure figure, int series)
    {
        var (down, across) = Blocks();
        var stops = Bar.Scale.Colours;
        return
        [
            new JsonObject
            {
                ["type"] = "heatmap", ["z"] = new JsonArray([.. Averaged(down, across).Select(PlotlyJson.Numbers)]),
                ["x0"] = across * CellWidth / 2 - 0.5, ["dx"] = across * CellWidth, ["y0"] = down * CellHeight / 2 - 0.5, ["dy"] = down * CellHeight,
                ["zmin"] = PlotlyJson.Number(Bar.Low), ["zmax"] = PlotlyJson.Number(Bar.High), ["opacity"] = Opacity,
                ["colorscale"] = new JsonArray([.. stops.Select((colour, i) => new JsonArray(i / (stops.Count - 1.0), colour))]),
                ["colorbar"] = new JsonObject { ["title"] = new JsonObject { ["text"] = PlotlyJson.Text(Label), ["side"] = "right" }, ["thickness"] = 14, ["outlinewidth"] = 0 },
                ["hovertemplate"] = PlotlyJson.Hover(figure, "", $"{PlotlyJson.Text(Label)} %{{z}}"),
            },
        ];
    }

    internal override void Draw(SvgPlane plane, int series)
    {
        var rgba = new byte[Rows.Count * Columns * 4];
        for (var row = 0; row < Rows.Count; row++)
            for (var column = 0; column < Columns; column++)
            {
                var value = Rows[row][column];
                if (!double.IsFinite(value)) continue;
                var (red, green, blue) = Bar.Scale.At(Bar.Share(value));
                // The picture's first row is at the top; the axis may begin at the bottom.
                var at = ((plane.Y.Axis.Reversed ? row : Rows.Count - 1 - row) * Columns + column) * 4;
                (rgba[at], rgba[at + 1], rgba[at + 2], rgba[at + 3]) = (red, green, blue, (byte)Math.Round(255 * Opacity));
            }
        plane.Picture(Png.Encode(new ByteImage(Rows.Count, Columns, 4, rgba)), -0.5, -0.5, Columns * CellWidth - 0.5, Rows.Count * CellHeight - 0.5, pixels: true);
    }

    internal override string Summary(Figure figure) =>
        $"{Markup.Clean(Label)} [{Rows.Count}, {Columns}], {AxisScale.Number(Bar.Low)} to {AxisScale.Number(Bar.High)}; mean of each {Markup.Clean(figure.X.Name)} {Sparkline.Of([.. Enumerable.Range(0, Columns).Select(column => Rows.Average(row => row[column]))])}";

    /// <summary>How many rows and columns one drawn cell stands for, so that a large table stays a small file.</summary>
    internal (int Down, int Across) Blocks()
    {
        var (down, across) = (1, 1);
        while ((long)((Rows.Count + down - 1) / down) * ((Columns + across - 1) / across) > mostCells)
            if (Columns / across >= Rows.Count / down) across++;
            else down++;
        return (down, across);
    }

    private IEnumerable<IEnumerable<double>> Averaged(int down, int across) => down * across == 1 ? Rows :
        Enumerable.Range(0, (Rows.Count + down - 1) / down).Select(i => Enumerable.Range(0, (Columns + across - 1) / across).Select(j =>
            Rows.Skip(i * down).Take(down).SelectMany(row => row.Skip(j * across).Take(across)).Where(double.IsFinite).DefaultIfEmpty(double.NaN).Average()));

    // Numbers of both signs are seen around zero.
    private static ColourBar Measure(string label, IReadOnlyList<IReadOnlyList<double>> rows, double? low, double? high)
    {
        var finite = rows.SelectMany(row => row).Where(double.IsFinite).DefaultIfEmpty(0);
        var (least, greatest) = (low ?? finite.Min(), high ?? finite.Max());
        if (least >= 0 || greatest <= 0) return new(ColourScale.Growing, least, greatest, label);
        var reach = Math.Max(-least, greatest);
        return new(ColourScale.BothWays, low ?? -reach, high ?? reach, label);
    }
}
