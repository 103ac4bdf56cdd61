using Oft.Lab.Charts;
using Oft.Lab.Pages;

namespace Oft.Lab.Tests.Charts;

public class PlotlyScriptTests
{
    private static readonly Figure figure = Figures.Line([1, 2], "time, s", "height, m", "Up");

    [Fact]
    public void A_page_with_two_figures_brings_plotly_once_and_one_without_brings_none()
    {
        if (!PlotlyScript.IsPresent) Need.Missing($"{PlotlyScript.Place} is not here; the set-up takes it from its npm package");
        var page = new Page("two").Card(figure).Card(figure).ToHtml();
        Assert.Equal(2, page.Split("<script " + PlotlyScript.Marker).Length);
        Assert.DoesNotContain(PlotlyScript.Marker, new Page("none").Chart(figure).ToHtml());
        Assert.Equal("", PlotlyScript.For(page));
    }

    [Fact]
    public void The_script_cannot_end_early_and_speaks_of_its_licence()
    {
        if (!PlotlyScript.IsPresent) Need.Missing($"{PlotlyScript.Place} is not here; the set-up takes it from its npm package");
        Assert.Equal(PlotlyScript.Tag.Length - "</script>".Length, PlotlyScript.Tag.IndexOf("</script", StringComparison.OrdinalIgnoreCase));
        Assert.Contains("Licensed under the MIT license", PlotlyScript.Tag);
    }

    [Fact]
    public void No_button_of_a_figure_sends_it_anywhere()
    {
        Assert.Contains("showSendToCloud: false", figure.ToHtml());
        Assert.Contains("plotlyServerURL: ''", figure.ToHtml());
    }
}
