using Oft.Imaging.Augmentation;

namespace Oft.Imaging.Tests.Augmentation;

public sealed class ColorOperatorTests
{
    private const float Rounding = 1e-6f;        // a handful of float32 operations on samples up to 1

    [Fact]
    public void Brightness_adds_to_every_sample()
    {
        float[] samples = [.. Enumerable.Range(0, 30).Select(x => x / 30f)];
        var lighter = samples.ToArray();

        Brightness.Add(lighter, 0.25f);

        Assert.Equal(samples.Select(x => x + 0.25f), lighter);
    }

    [Fact]
    public void No_contrast_leaves_the_mean_colour()
    {
        float[] rgb = [0, 0.5f, 1, 1, 0.5f, 0.5f, 0.5f, 0.5f, 0];

        Contrast.Scale(rgb, 0);

        for (var pixel = 0; pixel < 3; pixel++) Assert.Equal([0.5f, 0.5f, 0.5f], rgb[(3 * pixel)..(3 * pixel + 3)]);
    }

    [Fact]
    public void No_saturation_leaves_the_largest_channel_in_all_three()
    {
        float[] rgb = [0.2f, 0.7f, 0.4f];

        Saturation.Scale(rgb, 0);

        Assert.All(rgb, x => Assert.Equal(0.7f, x, Rounding));
    }

    [Fact]
    public void Grey_has_neither_saturation_nor_hue()
    {
        float[] rgb = [0.3f, 0.3f, 0.3f];

        Saturation.Scale(rgb, 1.2f);
        Hue.Shift(rgb, 0.31f);

        Assert.All(rgb, x => Assert.Equal(0.3f, x, Rounding));
    }

    [Theory]
    [InlineData(1f / 3, new[] { 0f, 1, 0 })]
    [InlineData(2f / 3, new[] { 0f, 0, 1 })]
    [InlineData(-1f / 3, new[] { 0f, 0, 1 })]
    [InlineData(0.5f, new[] { 0f, 1, 1 })]
    public void A_turn_of_the_circle_takes_red_to_the_other_primaries(float turn, float[] expected)
    {
        float[] rgb = [1, 0, 0];

        Hue.Shift(rgb, turn);

        for (var c = 0; c < 3; c++) Assert.Equal(expected[c], rgb[c], 3 * Rounding);
    }

    [Fact]
    public void Samples_that_are_not_finite_end_in_no_endless_turning()
    {
        float[] rgb = [float.PositiveInfinity, float.NaN, 0];

        Hue.Shift(rgb, 0.1f);
        Saturation.Scale(rgb, 1.1f);
        ImageAugmentation.Clip(rgb);

        Assert.Equal(3, rgb.Length);
    }
}
