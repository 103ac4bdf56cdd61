using Oft.Imaging.Resampling;

namespace Oft.Imaging.Tests.Resampling;

public sealed class Lanczos3Tests
{
    // Reference weights of the specification, 256 to 224, to the six digits it prints.
    [Theory]
    [InlineData(0, 0, new[] { 0.887895f, 0.171991f, -0.077843f, 0.017957f })]
    [InlineData(3, 1, new[] { 0.023213f, -0.125887f, 0.602674f, 0.602674f, -0.125887f, 0.023213f })]
    public void The_weights_from_256_to_224_are_the_recorded_ones(int x, int first, float[] expected)
    {
        var weights = ResampleWeights.Lanczos3(256, 224);

        Assert.Equal(first, weights.First(x));
        Assert.Equal(expected.Length, weights.Of(x).Length);
        for (var j = 0; j < expected.Length; j++) Assert.Equal(expected[j], weights.Of(x)[j], 0.5e-6f);
    }

    [Theory]
    [InlineData(1, 224)]
    [InlineData(7, 3)]
    [InlineData(640, 224)]
    [InlineData(224, 224)]
    public void The_weights_of_every_result_sum_to_one(int sources, int results)
    {
        var weights = ResampleWeights.Lanczos3(sources, results);
        for (var x = 0; x < results; x++)
        {
            var sum = 0.0;
            foreach (var weight in weights.Of(x)) sum += weight;
            Assert.Equal(1, sum, 1e-6);                              // some twenty float32 roundings
            Assert.InRange(weights.First(x) + weights.Of(x).Length, 1, sources);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(7)]
    public void Channels_do_not_see_each_other(int channels)
    {
        var random = new Random(5);
        byte[][] planes = [.. Enumerable.Range(0, channels).Select(_ => { var plane = new byte[19 * 23]; random.NextBytes(plane); return plane; })];
        var together = new byte[19 * 23 * channels];
        for (var i = 0; i < together.Length; i++) together[i] = planes[i % channels][i / channels];

        var resized = Lanczos3.Resize(new ByteImage(19, 23, channels, together), 11, 31).Pixels.ToArray();

        for (var c = 0; c < channels; c++)
            Assert.Equal(Lanczos3.Resize(new ByteImage(19, 23, 1, planes[c]), 11, 31).Pixels.ToArray(), resized.Where((_, i) => i % channels == c));
    }

    [Fact]
    public void The_same_size_keeps_every_byte()
    {
        var bytes = new byte[13 * 17 * 3];
        new Random(6).NextBytes(bytes);

        Assert.Equal(bytes, Lanczos3.ResizeToBytes(new ByteImage(13, 17, 3, bytes), 13, 17).Pixels.ToArray());
    }

    [Fact]
    public void An_edge_overshoots_as_float_and_is_clipped_as_bytes()
    {
        var edge = new ByteImage(1, 8, 1, new byte[] { 0, 0, 0, 0, 255, 255, 255, 255 });

        var samples = Lanczos3.Resize(edge, 1, 32).Pixels.ToArray();
        var bytes = Lanczos3.ResizeToBytes(edge, 1, 32).Pixels.ToArray();

        Assert.True(samples.Min() < -1 && samples.Max() > 256);
        Assert.Equal((0, 255), (bytes.Min(), bytes.Max()));
    }

    [Fact]
    public void No_rows_or_columns_are_refused()
    {
        var image = new ByteImage(1, 1, 3, new byte[3]);

        Assert.Throws<ArgumentOutOfRangeException>(() => Lanczos3.Resize(image, 0, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => Lanczos3.ResizeToBytes(image, 1, -1));
    }
}
