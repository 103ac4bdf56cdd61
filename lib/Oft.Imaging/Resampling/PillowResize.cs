using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

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
    /// <param name="image">[H, W, C], C at most 4.</param>
    /// <param name="height">Rows of the result.</param>
    /// <param name="width">Columns of the result.</param>
    /// <param name="kernel">Bicubic for ALOHA.</param>
    /// <returns>[height, width, C].</returns>
    public static ByteImage Apply(ByteImage image, int height, int width, PillowKernel kernel = PillowKernel.Bicubic)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(height);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(width);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(image.Channels, PixelVector.MostChannels);
        var narrowed = width == image.Width ? image : MixColumns(image, new PillowWeights(image.Width, width, kernel));
        return height == image.Height ? narrowed : MixRows(narrowed, new PillowWeights(image.Height, height, kernel));
    }

    /// <summary>Resizes bilinearly, keeping the proportions, and centres the result on black.</summary>
    /// <param name="image">[H, W, C], C at most 4.</param>
    /// <param name="height">Rows of the result.</param>
    /// <param name="width">Columns of the result.</param>
    /// <returns>[height, width, C]; an odd row or column of black is at the bottom or right.</returns>
    /// <exception cref="ArgumentException">The picture is so long that its short side would vanish.</exception>
    // Upstream: openpi_client/image_tools.py, resize_with_pad.
    public static ByteImage WithPad(ByteImage image, int height, int width)
    {
        if (image.Height == height && image.Width == width) return image;
        var ratio = Math.Max((double)image.Width / width, (double)image.Height / height);
        var (rows, columns) = ((int)(image.Height / ratio), (int)(image.Width / ratio));
        if (rows == 0 || columns == 0) throw new ArgumentException($"image: {image.Height}x{image.Width} within {height}x{width} leaves {rows}x{columns} pixels.", nameof(image));
        var resized = Apply(image, rows, columns, PillowKernel.Bilinear).Pixels.Span;
        var result = new byte[height * width * image.Channels];
        var start = ((height - rows) / 2 * width + (width - columns) / 2) * image.Channels;
        for (var (y, stride) = (0, columns * image.Channels); y < rows; y++)
            resized.Slice(y * stride, stride).CopyTo(result.AsSpan(start + y * width * image.Channels));
        return new ByteImage(height, width, image.Channels, result);
    }

    private static ByteImage MixColumns(ByteImage image, PillowWeights weights)
    {
        var channels = image.Channels;
        var (narrow, wide) = (image.Width * channels, weights.Results * channels);
        var source = new int[narrow + PixelVector.Slack];
        var sums = new int[wide + PixelVector.Slack];
        var result = new byte[(long)image.Height * wide];
        ref var start = ref MemoryMarshal.GetArrayDataReference(source);
        for (var y = 0; y < image.Height; y++)
        {
            Widen(image.Pixels.Span.Slice(y * narrow, narrow), source);
            for (var x = 0; x < weights.Results; x++)
            {
                var sum = Vector128.Create(Half);                   // one pixel, as in PixelVector
                var at = weights.First(x) * channels;
                foreach (var weight in weights.Of(x))
                {
                    sum += Vector128.LoadUnsafe(ref start, (nuint)at) * weight;
                    at += channels;
                }
                sum.CopyTo(sums, x * channels);
            }
            Round(sums.AsSpan(0, wide), result.AsSpan(y * wide));
        }
        return new ByteImage(image.Height, weights.Results, channels, result);
    }

    private static ByteImage MixRows(ByteImage image, PillowWeights weights)
    {
        var stride = image.Width * image.Channels;
        var source = new int[image.Pixels.Length];
        Widen(image.Pixels.Span, source);
        var sums = new int[stride];
        var result = new byte[(long)weights.Results * stride];
        for (var y = 0; y < weights.Results; y++)
        {
            sums.AsSpan().Fill(Half);
            var at = weights.First(y) * stride;
            foreach (var weight in weights.Of(y))
            {
                Add(source.AsSpan(at, stride), weight, sums);
                at += stride;
            }
            Round(sums, result.AsSpan(y * stride));
        }
        return new ByteImage(weights.Results, image.Width, image.Channels, result);
    }

    private static void Widen(ReadOnlySpan<byte> bytes, Span<int> samples)
    {
        for (var i = 0; i < bytes.Length; i++) samples[i] = bytes[i];
    }

    private static void Add(ReadOnlySpan<int> row, int weight, Span<int> sums)
    {
        var from = MemoryMarshal.Cast<int, Vector<int>>(row);
        var to = MemoryMarshal.Cast<int, Vector<int>>(sums);
        for (var i = 0; i < from.Length; i++) to[i] += from[i] * weight;
        for (var i = from.Length * Vector<int>.Count; i < row.Length; i++) sums[i] += row[i] * weight;
    }

    private static void Round(ReadOnlySpan<int> sums, Span<byte> bytes)
    {
        for (var i = 0; i < sums.Length; i++) bytes[i] = (byte)Math.Clamp(sums[i] >> PillowWeights.FractionBits, 0, 255);
    }
}
