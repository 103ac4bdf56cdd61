using Oft.Imaging.Resampling;

namespace Oft.Imaging.Tests.Resampling;

public sealed class CropAndResizeTests
{
    private static readonly FloatImage Ramp = new(2, 3, 1, new float[] { 0, 1, 2, 10, 11, 12 });

    [Fact]
    public void The_whole_box_at_the_same_size_is_the_picture() =>
        Assert.Equal(Ramp.Pixels.ToArray(), CropAndResize.Apply(Ramp, new CropBox(0, 0, 1, 1), 2, 3).Pixels.ToArray());

    [Fact]
    public void A_flipped_box_flips_the_picture() =>
        Assert.Equal([12, 11, 10, 2, 1, 0], CropAndResize.Apply(Ramp, new CropBox(1, 1, 0, 0), 2, 3).Pixels.ToArray());

    [Fact]
    public void Between_samples_it_is_linear() =>
        Assert.Equal([0, 0.5f, 1, 1.5f, 2, 5, 5.5f, 6, 6.5f, 7, 10, 10.5f, 11, 11.5f, 12], CropAndResize.Apply(Ramp, new CropBox(0, 0, 1, 1), 3, 5).Pixels.ToArray());

    [Fact]
    public void Outside_the_picture_it_is_0() =>
        Assert.Equal([0, 0, 0, 0, 10, 0, 0, 0, 0], CropAndResize.Apply(Ramp, new CropBox(-1, -2, 3, 2), 3, 3).Pixels.ToArray());

    [Fact]
    public void A_single_sample_is_the_middle_of_the_box() =>
        Assert.Equal([6], CropAndResize.Apply(Ramp, new CropBox(0, 0, 1, 1), 1, 1).Pixels.ToArray());

    [Fact]
    public void A_box_that_is_not_a_number_is_outside() =>
        Assert.Equal([0, 0], CropAndResize.Apply(Ramp, new CropBox(float.NaN, 0, 1, float.PositiveInfinity), 1, 2).Pixels.ToArray());

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(5)]
    public void Channels_do_not_see_each_other(int channels)
    {
        var together = new float[9 * 8 * channels];
        for (var i = 0; i < together.Length; i++) together[i] = MathF.Sin(i / channels * 1.7f + i % channels);
        var box = new CropBox(0.1f, -0.2f, 0.8f, 0.9f);

        var cropped = CropAndResize.Apply(new FloatImage(9, 8, channels, together), box, 6, 7).Pixels.ToArray();

        for (var c = 0; c < channels; c++)
        {
            var plane = new FloatImage(9, 8, 1, together.Where((_, i) => i % channels == c).ToArray());
            Assert.Equal(CropAndResize.Apply(plane, box, 6, 7).Pixels.ToArray(), cropped.Where((_, i) => i % channels == c));
        }
    }

    [Fact]
    public void The_centre_crop_keeps_nine_tenths_of_the_area() =>
        Assert.Equal(0.9f, (CropBox.Centre.Bottom - CropBox.Centre.Top) * (CropBox.Centre.Right - CropBox.Centre.Left), 1e-6f);
}
