using Oft.Imaging;
using Oft.Imaging.Files;
using Oft.Lab.Cards;
using Oft.Lab.Charts;
using Oft.Lab.Tables;

namespace Oft.Interop.Tests;

/// <summary>The room with its real packages, where the set-up could restore them.</summary>
public class ShowroomTests
{
    private static readonly string asked = Path.Combine(Need.Root, "out", ".setup", "card-packages");

    [Fact]
    public void Where_the_packages_restored_the_room_is_built() =>
        Assert.True(CardPackages.ArePresent || !File.Exists(asked) || File.ReadAllText(asked).TrimEnd().EndsWith(" no"), $"the packages restored, yet {CardPackages.Place} is not there (log: out/.setup/interop.log)");

    [Fact]
    public void Every_package_shows_the_same_figure_table_and_picture()
    {
        NeedTheRoom();
        var picture = new ByteImage(2, 3, 3, Enumerable.Range(0, 18).Select(i => (byte)(i * 14)).ToArray());
        var figure = Figures.Lines([("one", [1.0, 2, 3]), ("two", [3.0, 2, 1])], "step", "value, m", "Two lines");
        var table = new Table(["name", "length, m", "name"], [["a", 1.5, true], [null, null, false]]);

        var shown = CardPackages.All(figure, table, picture).ToDictionary(show => show.Package);

        Assert.Equal("a chart of 2 traces: scatter, scatter", shown["Plotly.NET"].Made);
        Assert.Equal("a frame of 2 rows with the columns name; length, m; name (2)", shown["Deedle"].Made);
        Assert.Equal(picture.Pixels.ToArray(), Png.Decode(shown["ImageSharp"].Png.Span).Pixels.ToArray());
        var plot = Png.Decode(shown["ScottPlot"].Png.Span);
        Assert.Equal((figure.Width, figure.Height), (plot.Width, plot.Height));
        Assert.True(plot.Pixels.ToArray().Distinct().Count() > 20, "the plot is one colour");
    }

    public static TheoryData<string> Kinds => ["band", "powers of ten", "points", "lying bars", "histogram", "heat map", "reversed heat map"];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Every_kind_of_figure_becomes_a_plot(string kind)
    {
        NeedTheRoom();
        double[] values = [0.5, 1, 4, 2];
        IReadOnlyList<double>[] rows = [[-1, 0, 1], [0, double.NaN, 2]];
        var figure = kind switch
        {
            "band" => Figures.Band([values, [1, 2, 3, 4]], "step", "value", kind),
            "powers of ten" => Figures.Line(values, "step", new Axis("value") { Log = true }, kind),
            "points" => Figures.Scatter([(1, 2), (3, 4)], "x, m", "y, m", kind),
            "lying bars" => Figures.Bars([("a", 1, 0.5, 1.5), ("b", 2, 1.5, 2.5)], "value", kind),
            "histogram" => Figures.Histogram(values, "value", kind),
            _ => new Figure(kind, "column", new Axis("row") { Reversed = kind.StartsWith("reversed", StringComparison.Ordinal) }) { Traces = [new HeatTrace("γ", rows)] },
        };

        var shown = CardPackages.All(figure, new Table(["none"], []), new ByteImage(1, 1, 1, new byte[1]));

        Assert.True(Png.Decode(shown.Single(show => show.Package == "ScottPlot").Png.Span).Pixels.ToArray().Distinct().Count() > 20, "the plot is one colour");
    }

    // Not a need that a machine can be made to meet: the packages restore there or they do not.
    private static void NeedTheRoom() => Assert.SkipUnless(CardPackages.ArePresent, $"Oft.Interop is not built here: its packages did not restore ({CardPackages.Place})");
}
