using System.Text.Json.Nodes;
using Oft.Imaging;
using Oft.Lab.Cards;
using Plotly.NET;
using ScottPlot;
using SixLabors.ImageSharp;
using Figure = Oft.Lab.Charts.Figure;
using Table = Oft.Lab.Tables.Table;

namespace Oft.Interop;

/// <summary>One figure, one table and one picture through every package. <see cref="CardPackages"/> of the Lab opens it where this room is built.</summary>
public static class Showroom
{
    /// <summary>What each package makes of them.</summary>
    public static IReadOnlyList<PackageShow> Show(Figure figure, Table table, ByteImage picture) => [OfPlotlyNet(figure), OfDeedle(table), OfImageSharp(picture), OfScottPlot(figure)];

    private static PackageShow OfPlotlyNet(Figure figure)
    {
        var chart = figure.ToPlotlyNet();
        var data = JsonNode.Parse(GenericChart.toFigureJson(chart))!["data"]!.AsArray();
        return new("Plotly.NET", "figure.ToPlotlyNet()", $"a chart of {GenericChart.countTrace(chart)} traces: {string.Join(", ", data.Select(trace => (string?)trace?["type"]))}", default);
    }

    private static PackageShow OfDeedle(Table table)
    {
        var frame = table.ToDeedle();
        return new("Deedle", "table.ToDeedle()", $"a frame of {frame.RowCount} rows with the columns {string.Join("; ", frame.ColumnKeys)}", default);
    }

    private static PackageShow OfImageSharp(ByteImage picture)
    {
        using var image = picture.ToImageSharp();
        using var file = new MemoryStream();
        image.SaveAsPng(file);
        return new("ImageSharp", "picture.ToImageSharp()", $"a picture of {image.Width}x{image.Height}", file.ToArray());
    }

    private static PackageShow OfScottPlot(Figure figure)
    {
        var plot = figure.ToScottPlot();
        return new("ScottPlot", "figure.ToScottPlot()", $"a plot of {figure.Width}x{figure.Height}", plot.GetImageBytes(figure.Width, figure.Height, ImageFormat.Png));
    }
}
