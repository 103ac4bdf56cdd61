using System.Xml.Linq;
using Oft.Lab.Pages;

namespace Oft.Lab.Tests.Pages;

public class PageTests
{
    [Fact]
    public void What_a_page_is_given_is_text_and_never_markup()
    {
        var html = new Page("<b>").Paragraph("<script>alert(1)</script>").Facts([("a<", "&b")]).ToHtml();
        Assert.DoesNotContain("<script>", html);
        Assert.Contains("a&lt;", html);
        Assert.Contains("&amp;b", html);
    }

    [Fact]
    public void A_chart_draws_higher_values_higher_and_later_ones_further_right()
    {
        var svg = XDocument.Parse(new LineChart("t", "x", "y") { Lines = [("a", [(0, 1), (10, 3), (20, double.NaN)])] }.ToSvg());
        XNamespace space = "http://www.w3.org/2000/svg";
        var points = svg.Descendants(space + "polyline").Single().Attribute("points")!.Value.Split(' ')
            .Select(point => point.Split(',').Select(double.Parse).ToArray()).ToArray();
        Assert.Equal(2, points.Length);
        Assert.True(points[1][0] > points[0][0]);
        Assert.True(points[1][1] < points[0][1]);
    }

    [Fact]
    public void A_chart_without_points_is_refused() =>
        Assert.Throws<InvalidOperationException>(() => new LineChart("t", "x", "y") { Lines = [("a", [])] }.ToSvg());
}
