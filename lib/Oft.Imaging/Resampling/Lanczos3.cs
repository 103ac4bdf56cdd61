using System.Buffers;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Oft.Imaging.Resampling;

/// <summary>Lanczos-3 resizing with antialiasing, byte-equal to <c>tf.image.resize(…, "lanczos3", antialias=True)</c>.</summary>
/// <remarks>
/// Rows first, then columns, each as <c>Σ weight · sample</c> in ascending order from 0, multiplied, rounded, added, rounded:
/// fused multiply-add would give other bytes. The resize runs even when the size stays the same.
/// <para>Upstream: experiments/robot/openvla_utils.py, resize_image_for_policy.</para>
/// </remarks>
public static class Lanczos3
{
    /// <summary>Resizes a picture of 8-bit samples.</summary>
    /// <returns>[height, width, C] on the scale of 0 to 255, overshooting it at edges.</returns>
    public static FloatImage Resize(ByteImage image, int height, int width)
    {
        var source = Rent(image.Pixels.Length);
        try
        {
            PixelConversion.Widen(image.Pixels.Span, source);
            return Wrap(Resize(source, image.Height, image.Width, image.Channels, height, width), height, width, image.Channels);
        }
        finally
        {
            ArrayPool<float>.Shared.Return(source);
        }
    }

    /// <summary>Resizes a picture of float samples.</summary>
    /// <returns>[height, width, C] on the scale of the input.</returns>
    public static FloatImage Resize(FloatImage image, int height, int width) =>
        Wrap(Resize(image.Pixels.Span, image.Height, image.Width, image.Channels, height, width), height, width, image.Channels);

    /// <summary>Resizes, rounds half to even and clips to 0 to 255.</summary>
    /// <returns>[height, width, C].</returns>
    public static ByteImage ResizeToBytes(ByteImage image, int height, int width)
    {
        var resized = Resize(image, height, width);
        var bytes = new byte[resized.Pixels.Length];
        PixelConversion.RoundToBytes(resized.Pixels.Span, bytes);
        return new ByteImage(height, width, image.Channels, bytes);
    }

    private static FloatImage Wrap(float[] samples, int height, int width, int channels) =>
        new(height, width, channels, samples.AsMemory(0, height * width * channels));

    private static float[] Rent(int samples) => ArrayPool<float>.Shared.Rent(samples + PixelVector.Slack);

    private static float[] Resize(ReadOnlySpan<float> source, int sourceHeight, int sourceWidth, int channels, int height, int width)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(height);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(width);
        var (down, across) = (ResampleWeights.Lanczos3(sourceHeight, height), ResampleWeights.Lanczos3(sourceWidth, width));
        var (narrow, wide) = (sourceWidth * channels, width * channels);
        var result = GC.AllocateUninitializedArray<float>(checked(height * wide + PixelVector.Slack));
        var row = Rent(narrow);
        try
        {
            for (var y = 0; y < height; y++)
            {
                MixRows(source[(down.First(y) * narrow)..], down.Of(y), row.AsSpan(0, narrow));
                MixColumns(row, across, channels, result.AsSpan(y * wide, wide + PixelVector.Slack));
            }
        }
        finally
        {
            ArrayPool<float>.Shared.Return(row);
        }
        return result;
    }

    /// <summary>One row of the result as a weighted sum of neighbouring source rows.</summary>
    private static void MixRows(ReadOnlySpan<float> source, ReadOnlySpan<float> weights, Span<float> row)
    {
        var done = 0;
        ref var start = ref MemoryMarshal.GetReference(source);
        var stride = row.Length;
        for (; done <= stride - 2 * Vector256<float>.Count; done += 2 * Vector256<float>.Count)
        {
            Vector256<float> low = default, high = default;
            for (var j = 0; j < weights.Length; j++)
            {
                var at = (nuint)(j * stride + done);
                low += Vector256.LoadUnsafe(ref start, at) * weights[j];
                high += Vector256.LoadUnsafe(ref start, at + (nuint)Vector256<float>.Count) * weights[j];
            }
            low.CopyTo(row[done..]);
            high.CopyTo(row[(done + Vector256<float>.Count)..]);
        }
        for (; done < stride; done++)
        {
            var sum = 0f;
            for (var j = 0; j < weights.Length; j++) sum += source[j * stride + done] * weights[j];
            row[done] = sum;
        }
    }

    /// <summary>The pixels of one result row, each a weighted sum of neighbouring pixels.</summary>
    private static void MixColumns(float[] row, ResampleWeights across, int channels, Span<float> result)
    {
        if (channels > PixelVector.MostChannels)
        {
            MixColumnsOfMany(row, across, channels, result);
            return;
        }
        ref var source = ref MemoryMarshal.GetArrayDataReference(row);
        ref var target = ref MemoryMarshal.GetReference(result);
        for (var x = 0; x < across.Results; x++)
        {
            var sum = Vector128<float>.Zero;
            var at = across.First(x) * channels;
            foreach (var weight in across.Of(x))
            {
                sum += PixelVector.Load(ref source, at) * weight;
                at += channels;
            }
            PixelVector.Store(sum, ref target, x * channels);
        }
    }

    private static void MixColumnsOfMany(float[] row, ResampleWeights across, int channels, Span<float> result)
    {
        for (var x = 0; x < across.Results; x++)
            for (var c = 0; c < channels; c++)
            {
                var (sum, at) = (0f, across.First(x) * channels + c);
                foreach (var weight in across.Of(x))
                {
                    sum += row[at] * weight;
                    at += channels;
                }
                result[x * channels + c] = sum;
            }
    }
}
