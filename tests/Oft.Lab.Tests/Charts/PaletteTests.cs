using Oft.Lab.Charts;

namespace Oft.Lab.Tests.Charts;

public class PaletteTests
{
    [Fact]
    public void Every_colour_stands_out_from_a_white_and_from_a_dark_page()
    {
        foreach (var colour in Palette.Series)
            foreach (var page in (string[])[Palette.LightPage, Palette.DarkPage])
                // 3 : 1 is what WCAG 2.1 asks of parts of a picture.
                Assert.True(Eyes.Contrast(colour, page) >= 3, $"{colour} on {page}: {Eyes.Contrast(colour, page):0.00}");
    }

    [Fact]
    public void Words_are_readable_on_their_page()
    {
        // 4.5 : 1 is what WCAG 2.1 asks of words.
        Assert.True(Eyes.Contrast(Palette.LightInk, Palette.LightPage) >= 4.5);
        Assert.True(Eyes.Contrast(Palette.DarkInk, Palette.DarkPage) >= 4.5);
    }

    [Theory]
    [InlineData("normal")]
    [InlineData("protan")]
    [InlineData("deutan")]
    public void Any_two_of_the_first_five_stay_apart(string vision)
    {
        for (var a = 0; a < 5; a++)
            for (var b = 0; b < a; b++)
            {
                var apart = Eyes.Distance(Eyes.Seen(Palette.Series[a], vision), Eyes.Seen(Palette.Series[b], vision));
                // Ten is five times what is just noticed in CIE 1976.
                Assert.True(apart >= 10, $"{Palette.Series[a]} and {Palette.Series[b]} for {vision}: {apart:0.0}");
            }
    }

    [Fact]
    public void The_growing_scale_grows_in_lightness_and_the_other_is_lightest_at_zero()
    {
        var growing = Enumerable.Range(0, 21).Select(i => Eyes.Luminance(ColourScale.Growing.At(i / 20.0))).ToList();
        Assert.All(growing.Zip(growing.Skip(1)), pair => Assert.True(pair.Second > pair.First));
        var both = Enumerable.Range(0, 21).Select(i => Eyes.Luminance(ColourScale.BothWays.At(i / 20.0))).ToList();
        Assert.Equal(10, both.IndexOf(both.Max()));
    }

    [Fact]
    public void A_share_outside_the_scale_takes_its_end() => Assert.Equal(ColourScale.Growing.At(1), ColourScale.Growing.At(7));
}
