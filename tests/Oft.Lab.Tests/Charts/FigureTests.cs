using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Oft.Evaluation.Statistics;
using Oft.Lab.Charts;

namespace Oft.Lab.Tests.Charts;

public class FigureTests
{
    public static TheoryData<string, Figure> Kinds => new()
    {
        { "lines", Figures.Lines([("a", [1, 3, double.NaN, 2]), ("b", [2, 2, 2, 2])], "time, s", "height, m", "Lines") },
        { "band", Figures.Band([[1, 2, 3], [1, 3, 2]], "time, s", "height, m", "Band") },
        { "log", Figures.Curves([new LineTrace("", [1, 2, 3], [1, 0.01, 0])], "time, s", new Axis("height", "m") { Log = true }, "Log") },
        { "bars", Figures.Rates([("one", new SuccessRate(9, 10)), ("two", new SuccessRate(0, 10))], "Bars") },
        { "points", Figures.Scatter([(0, 1), (2, 3)], "time, s", "height, m", "Points") },
        { "histogram", Figures.Histogram([1, 2, 2, 3], "height, m", "Histogram") },
        { "heat", Figures.Heat([[1, -2], [3, double.NaN]], "column", "row", "Heat", "height, m") },
        { "picture", Figures.Image(new("front", 2, 3, new byte[18]), "Picture", [[1, 2], [3, 4]], "height, m") },
    };

    [Theory]
    [MemberData(nameof(Kinds))]
    public void The_static_picture_is_whole_xml_with_title_axes_units_and_numbers(string kind, Figure figure)
    {
        var svg = XDocument.Parse(figure.ToSvg(alone: true));
        var words = svg.Descendants().Where(element => element.Name.LocalName == "text").Select(element => element.Value).ToList();
        Assert.True(words.Contains(figure.Title) && words.Contains(figure.X.Label) && words.Contains(figure.Y.Label), $"{kind}: {string.Join(" | ", words)}");
        Assert.Contains(words, word => double.TryParse(word, out _));
        Assert.DoesNotContain("NaN", svg.ToString());
        Assert.DoesNotContain("Infinity", svg.ToString());
        Assert.All(svg.Descendants().Attributes().Where(attribute => attribute.Name.LocalName is "href" or "src"), link => Assert.StartsWith("data:", link.Value));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Plotly_gets_data_and_both_axes_with_their_units(string kind, Figure figure)
    {
        using var json = JsonDocument.Parse(figure.ToPlotlyJson());
        var layout = json.RootElement.GetProperty("layout");
        Assert.Equal(figure.X.Label, layout.GetProperty("xaxis").GetProperty("title").GetProperty("text").GetString());
        Assert.Equal(figure.Y.Label, layout.GetProperty("yaxis").GetProperty("title").GetProperty("text").GetString());
        Assert.Equal(2, layout.GetProperty("yaxis").GetProperty("range").GetArrayLength());
        Assert.True(json.RootElement.GetProperty("data").GetArrayLength() > 0, kind);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void The_html_holds_picture_and_data_and_asks_no_network(string kind, Figure figure)
    {
        var html = figure.ToHtml();
        Assert.DoesNotMatch("(?:src|href)=\"(?!data:)|url\\(|@import", html);
        Assert.Contains("src=\"data:image/svg+xml;base64,", html);
        Assert.Equal(figure.ToPlotlyJson(), Regex.Match(html, "data-figure='([^']*)'").Groups[1].Value);
        Assert.StartsWith(figure.Title, figure.ToText());
        Assert.True(figure.ToText().Length < 2000, kind);
    }

    [Fact]
    public void Hostile_words_stay_words_in_the_page_in_the_picture_and_for_plotly()
    {
        const string evil = "</script><img src=x onerror=alert(1)>'\" onload=\"x &amp; <a href='javascript:1'>%{x}\u0000\ud800";
        var figure = Figures.Lines([(evil, [1, 2])], new Axis(evil, evil), new Axis(evil) { Categories = [evil, evil] }, evil) with { Caption = evil };
        var html = figure.ToHtml();
        var own = html.Replace(Regex.Match(html, "<script>.*</script>", RegexOptions.Singleline).Value, "");
        Assert.DoesNotContain("<script", own);
        Assert.Single(Regex.Matches(own, "<img"));
        Assert.DoesNotContain("javascript:1'>", own.Replace("&lt;", ""));
        using var json = JsonDocument.Parse(Regex.Match(html, "data-figure='([^']*)'").Groups[1].Value);
        Assert.StartsWith("&lt;/script&gt;&lt;img", json.RootElement.GetProperty("layout").GetProperty("title").GetProperty("text").GetString());
        Assert.DoesNotContain("%{x}", json.RootElement.GetProperty("layout").GetProperty("title").GetProperty("text").GetString());
        Assert.DoesNotContain("<img", XDocument.Parse(figure.ToSvg()).Root!.ToString());
    }

    [Fact]
    public void The_picture_inside_the_html_is_the_static_one()
    {
        var figure = Figures.Line([1, 2], "time, s", "height, m", "Up");
        var picture = Encoding.UTF8.GetString(Convert.FromBase64String(Regex.Match(figure.ToHtml(), "svg\\+xml;base64,([^\"]+)").Groups[1].Value));
        Assert.Equal(figure.ToSvg(alone: true), picture);
        Assert.Contains("prefers-color-scheme:dark", picture);
        Assert.DoesNotContain("<style", figure.ToSvg());
    }

    [Fact]
    public void The_same_figure_is_the_same_html_every_time() =>
        Assert.Equal(Figures.Line([1, 2], "x", "y", "t").ToHtml(), Figures.Line([1, 2], "x", "y", "t").ToHtml());

    [Fact]
    public void Fourteen_lines_are_told_apart_by_colour_and_stroke()
    {
        using var json = JsonDocument.Parse(Figures.Lines(Enumerable.Range(0, 14).Select(i => ($"{i}", (IReadOnlyList<double>)[i, i])), "x", "y", "t").ToPlotlyJson());
        var looks = json.RootElement.GetProperty("data").EnumerateArray().Select(line => line.GetProperty("line")).Select(line => line.GetProperty("color").GetString() + line.GetProperty("dash").GetString()).ToList();
        Assert.Equal(14, looks.Distinct().Count());
    }

    [Fact]
    public void An_axis_without_a_name_cannot_be_made() => Assert.Throws<ArgumentException>(() => new Axis(" "));

    [Fact]
    public void What_stands_behind_the_last_comma_is_the_unit()
    {
        Axis axis = "error, normalised, per step";
        Assert.Equal(("error, normalised", "per step"), (axis.Name, axis.Unit));
    }

    [Fact]
    public void Lists_that_do_not_fit_are_refused_by_name()
    {
        Assert.Contains("'a'", Assert.Throws<ArgumentException>(() => Figures.Curves([new LineTrace("a", [1, 2], [1])], "x", "y", "t").ToHtml()).Message);
        Assert.Contains("heat map", Assert.Throws<ArgumentException>(() => Figures.Heat([[1], [1, 2]], "x", "y", "t").ToHtml()).Message);
        Assert.Contains("at least one thing to draw", Assert.Throws<InvalidOperationException>(() => Figures.Curves([], "x", "y", "t").ToHtml()).Message);
    }

    [Fact]
    public void A_large_table_of_colours_becomes_a_small_file_and_says_so()
    {
        var figure = Figures.Heat([.. Enumerable.Range(0, 600).Select(row => (IReadOnlyList<double>)[.. Enumerable.Range(0, 600).Select(column => (double)row * column)])], "x", "y", "t");
        Assert.Contains("a cell is the mean of", figure.ToHtml());
        Assert.True(figure.ToHtml().Length < 3_000_000);
    }

    [Fact]
    public void The_values_of_a_histogram_are_all_counted()
    {
        using var json = JsonDocument.Parse(Figures.Histogram([1, 2, 2, 3, double.NaN], "x", "t", bins: 2).ToPlotlyJson());
        Assert.Equal([1, 3], json.RootElement.GetProperty("data")[0].GetProperty("y").EnumerateArray().Select(count => count.GetDouble()));
    }
}
