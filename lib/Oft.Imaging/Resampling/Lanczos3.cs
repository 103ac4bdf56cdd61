using System.Buffers;

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
        var source = ArrayPool<float>.Shared.Rent(image.Pixels.Length);
        try
        {
            PixelConversion.Widen(image.Pixels.Span, source);
            return Resize(source, image.Height, image.Width, image.Channels, height, width);
        }
        finally
        {
            ArrayPool<float>.Shared.Return(source);
        }
    }

    /// <summary>Resizes a picture of float samples.</summary>
    /// <returns>[height, width, C] on the scale of the input.</returns>
    public static FloatImage Resize(FloatImage image, int height, int width) =>
        Resize(image.Pixels.Span, image.Height, image.Width, image.Channels, height, width);

    /// <summary>Resizes, rounds half to even and clips to 0 to 255.</summary>
    /// <returns>[height, width, C].</returns>
    public static ByteImage ResizeToBytes(ByteImage image, int height, int width)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(height);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(width);
        return ResizeToBytes(image, height, width, GC.AllocateUninitializedArray<byte>(checked(height * width * image.Channels)));
    }

    /// <summary>The same into memory that is there.</summary>
    internal static ByteImage ResizeToBytes(ByteImage image, int height, int width, byte[] room)
    {
        using var rows = new LanczosRows(image.Height, image.Width, image.Channels, height, width);
        var source = ArrayPool<float>.Shared.Rent(image.Pixels.Length);
        try
        {
            PixelConversion.Widen(image.Pixels.Span, source);
            for (var y = 0; y < height; y++)
                PixelConversion.RoundToBytes(rows.Mix(source, y), room.AsSpan(y * rows.Stride, rows.Stride));
            return new ByteImage(height, width, image.Channels, room.AsMemory(0, height * rows.Stride));
        }
        finally
        {
            ArrayPool<float>.Shared.Return(source);
        }
    }

    private static FloatImage Resize(ReadOnlySpan<float> source, int sourceHeight, int sourceWidth, int channels, int height, int width)
    {
        using var rows = new LanczosRows(sourceHeight, sourceWidth, channels, height, width);
        var samples = GC.AllocateUninitializedArray<float>(checked(height * rows.Stride));
        for (var y = 0; y < height; y++)
            rows.Mix(source, y).CopyTo(samples.AsSpan(y * rows.Stride));
        return new FloatImage(height, width, channels, samples);
    }
}
