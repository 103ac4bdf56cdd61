using Oft.Imaging.Resampling;

namespace Oft.Imaging.Tests.Resampling;

public sealed class PixelConversionTests
{
    [Fact]
    public void Every_byte_survives_the_way_to_float_and_back()
    {
        byte[] all = [.. Enumerable.Range(0, 256).Select(x => (byte)x)];
        var samples = new float[256];
        var back = new byte[256];

        PixelConversion.ToFloat(all, samples);
        PixelConversion.ToBytes(samples, back);

        Assert.Equal(all, back);
        Assert.Equal((0f, 1f), (samples[0], samples[255]));
    }

    // Upstream: convert_image_dtype truncates x · 255.5, so half a step is missing at the top and won at the bottom.
    [Theory]
    [InlineData(0.0039f, 0)]
    [InlineData(0.00392f, 1)]
    [InlineData(0.998f, 254)]
    [InlineData(0.99805f, 255)]
    [InlineData(-3f, 0)]
    [InlineData(float.NegativeInfinity, 0)]
    [InlineData(float.PositiveInfinity, 255)]
    [InlineData(float.NaN, 0)]
    public void Floats_are_truncated_at_255_and_a_half_steps(float sample, byte expected)
    {
        float[] samples = [.. Enumerable.Repeat(sample, 35)];        // enough for the vectors and a rest
        var bytes = new byte[35];

        PixelConversion.ToBytes(samples, bytes);

        Assert.All(bytes, x => Assert.Equal(expected, x));
    }

    [Theory]
    [InlineData(0.5f, 0)]
    [InlineData(1.5f, 2)]
    [InlineData(2.5f, 2)]
    [InlineData(-7f, 0)]
    [InlineData(254.6f, 255)]
    [InlineData(300f, 255)]
    public void Samples_of_0_to_255_are_rounded_half_to_even(float sample, byte expected)
    {
        float[] samples = [.. Enumerable.Repeat(sample, 35)];
        var bytes = new byte[35];

        PixelConversion.RoundToBytes(samples, bytes);

        Assert.All(bytes, x => Assert.Equal(expected, x));
    }
}
