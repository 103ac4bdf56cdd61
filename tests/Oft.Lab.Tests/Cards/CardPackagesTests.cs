using Oft.Contracts;
using Oft.Lab.Cards;
using Oft.Lab.Charts;
using Oft.Lab.Tables;

namespace Oft.Lab.Tests.Cards;

public class CardPackagesTests
{
    [Fact]
    public void With_the_card_packages_a_notebook_shows_each_and_without_them_it_is_told_so_and_goes_on()
    {
        var card = CardPackages.Show(Figures.Line([1, 2], "step", "value", "Line"), new Table(["none"], []), new CameraImage("front", 1, 1, new byte[3]));

        Assert.Contains("TorchSharp: ", card.ToText());
        foreach (var package in (string[])["Plotly.NET: ", "Deedle: ", "ImageSharp: ", "ScottPlot: "]) Assert.Equal(CardPackages.ArePresent, card.ToText().Contains(package));
        Assert.Equal(!CardPackages.ArePresent, card.ToText().Contains("Oft.Interop is not built here"));
    }
}
