namespace Oft.Imaging.Resampling;

/// <summary>Resizing as Pillow does it: antialiased, in integers, byte-equal.</summary>
/// <remarks>
/// <code>
/// scale = in / out      f = max(scale, 1)      centre = (x + 0.5) · scale
/// weights  kernel((j − centre + 0.5) / f) over their sum, in float64, then rounded to 22 fractional bits
/// sample   clip((2²¹ + Σ w · p) >> 22, 0, 255)
/// </code>
/// Columns first, rounded to 8 bits, then rows; an axis that keeps its size is left alone.
/// <para>Source: Pillow up to 12, Image.resize on pictures of 8-bit samples.</para>
/// </remarks>
public static class PillowResize
{
    private const int Half = 1 << PillowWeights.FractionBits - 1;

    /// <summary>Resizes a picture without keeping its proportions.</summary>
    /// <param name="image">[H, W, C].</param>
    /// <param name="height">Rows of the result.</param>
    /// <param name="width">Columns of the result.</param>
    /// <param name="kernel">Bicubic for ALOHA.</param>
    /// <returns>[height, width, C].</returns>
    public static ByteImage Apply(ByteImage image, int height, int width, PillowKernel kernel = PillowKernel.Bicubic)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(height);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(width);
        var narrowed = width == image.Width ? image : MixColumns(image, new PillowWeights(image.Width, width, kernel));
        return height == image.Height ? narrowed : MixRows(narrowed, new PillowWeights(image.Height, height, kernel));
    }

    private static ByteImage MixColumns(ByteImage image, PillowWeights weights)
    {
        var channels = image.Channels;
        var source = image.Pixels.Span;
        var result = new byte[(long)image.Height * weights.Results * channels];
        var o = 0;
        for (var y = 0; y < image.Height; y++)
        {
            var row = source.Slice(y * image.Width * channels, image.Width * channels);
            for (var x = 0; x < weights.Results; x++)
            {
                var of = weights.Of(x);
                var first = weights.First(x) * channels;
                for (var c = 0; c < channels; c++)
                {
                    var (sum, at) = (Half, first + c);
                    foreach (var weight in of)
                    {
                        sum += weight * row[at];
                        at += channels;
                    }
                    result[o++] = Round(sum);
                }
            }
        }
        return new ByteImage(image.Height, weights.Results, channels, result);
    }

    private static ByteImage MixRows(ByteImage image, PillowWeights weights)
    {
        var stride = image.Width * image.Channels;
        var source = image.Pixels.Span;
        var result = new byte[(long)weights.Results * stride];
        var sums = new int[stride];
        for (var y = 0; y < weights.Results; y++)
        {
            sums.AsSpan().Fill(Half);
            var row = source[(weights.First(y) * stride)..];
            foreach (var weight in weights.Of(y))
            {
                for (var i = 0; i < sums.Length; i++) sums[i] += weight * row[i];
                row = row[Math.Min(stride, row.Length)..];
            }
            var target = result.AsSpan(y * stride, stride);
            for (var i = 0; i < sums.Length; i++) target[i] = Round(sums[i]);
        }
        return new ByteImage(weights.Results, image.Width, image.Channels, result);
    }

    private static byte Round(int sum) => (byte)Math.Clamp(sum >> PillowWeights.FractionBits, 0, 255);
}
