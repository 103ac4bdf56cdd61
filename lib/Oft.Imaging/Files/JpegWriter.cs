using System.Buffers;

namespace Oft.Imaging.Files;

/// <summary>Compresses one picture.</summary>
internal static class JpegWriter
{
    private const int LongestSide = 65500;

    // Where the JFIF header says how dense the pixels are, and what TensorFlow writes there: 300 by 300 to the inch.
    private const int DensityAt = 13;
    private static ReadOnlySpan<byte> Density => [1, 1, 44, 1, 44];

    internal static unsafe byte[] Write(ReadOnlySpan<byte> pixels, int width, int height, int channels, int quality)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(width, LongestSide);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(height, LongestSide);
        ArgumentOutOfRangeException.ThrowIfLessThan(quality, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(quality, 100);
        var (format, sampling) = channels == 1 ? (TurboJpeg.Gray, TurboJpeg.SamplingGray) : (TurboJpeg.Rgb, TurboJpeg.Sampling420);
        var room = TurboJpeg.LargestFile(width, height, sampling);
        var buffer = ArrayPool<byte>.Shared.Rent(checked((int)room.Value));
        var handle = TurboJpeg.CreateCompressor();
        if (handle == 0) throw new OutOfMemoryException("JPEG: libjpeg-turbo made no compressor.");
        try
        {
            fixed (byte* source = pixels, start = buffer)
            {
                var target = start;
                // Upstream: below quality 96 TurboJPEG takes the fast transform unless told; TensorFlow has the accurate one.
                const int flags = TurboJpeg.AccurateDct | TurboJpeg.NoReallocation;
                if (TurboJpeg.Compress(handle, source, width, 0, height, format, ref target, ref room, sampling, quality, flags) != 0)
                    throw new InvalidOperationException($"JPEG: {width}x{height}x{channels} was not compressed: {TurboJpeg.Error(handle)}.");
            }
            Density.CopyTo(buffer.AsSpan(DensityAt));
            return buffer.AsSpan(0, (int)room.Value).ToArray();
        }
        finally
        {
            TurboJpeg.Destroy(handle);
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
