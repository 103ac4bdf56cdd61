using System.Buffers;
using System.Runtime.InteropServices;

namespace Oft.Imaging.Files;

/// <summary>Decompresses one picture as TensorFlow does.</summary>
/// <remarks>
/// TensorFlow refuses a file as soon as libjpeg asks for a byte beyond its end, even for the end marker; TurboJPEG would
/// add that marker silently. So each file is followed by start markers, more of them than one segment can step over: what
/// runs past the end meets a second start, which libjpeg refuses. Damage inside the file is no error in either.
/// <para>Upstream: tensorflow/core/lib/jpeg/jpeg_mem.cc, UncompressLow.</para>
/// </remarks>
internal static class JpegReader
{
    private const int LongestSegment = 65535;
    private const string SecondStart = "two SOI markers";
    private static readonly byte[] Fence = MakeFence();

    // How the texts of libjpeg's warnings begin (jerror.h, JWRN_*): damage after which it goes on, as TensorFlow does.
    private static readonly string[] Warnings =
    [
        "Corrupt JPEG data", "Inconsistent progression sequence", "Invalid SOS parameters for sequential JPEG",
        "Unknown Adobe color transform code", "Warning: unknown JFIF revision number",
    ];

    /// <param name="file">The whole file.</param>
    /// <param name="inverseDct">TensorFlow's transform, or libjpeg's own.</param>
    /// <param name="maximumPixels">Larger pictures are refused.</param>
    /// <param name="allocate">Gives so many bytes or more, which libjpeg-turbo fills.</param>
    internal static ByteImage Read(ReadOnlySpan<byte> file, InverseDct inverseDct, long maximumPixels, Func<int, byte[]> allocate)
    {
        if (!file.StartsWith(Jpeg.Magic))
            throw new ImageFormatException(file.IsEmpty ? ImageFault.Empty : ImageFault.UnknownFormat, "JPEG: the file does not begin with FF D8 FF.");
        var fenced = ArrayPool<byte>.Shared.Rent(checked(file.Length + Fence.Length));
        var handle = TurboJpeg.CreateDecompressor();
        if (handle == 0) throw new OutOfMemoryException("JPEG: libjpeg-turbo made no decompressor.");
        try
        {
            file.CopyTo(fenced);
            Fence.CopyTo(fenced, file.Length);
            return Read(handle, fenced.AsSpan(0, file.Length + Fence.Length), inverseDct, maximumPixels, allocate);
        }
        finally
        {
            TurboJpeg.Destroy(handle);
            ArrayPool<byte>.Shared.Return(fenced);
        }
    }

    private static unsafe ByteImage Read(nint handle, ReadOnlySpan<byte> fenced, InverseDct inverseDct, long maximumPixels, Func<int, byte[]> allocate)
    {
        fixed (byte* source = fenced)
        {
            var length = new CULong((nuint)fenced.Length);
            // The call fails for sampling it has no name for (4:1:0), though it has filled the sizes and decoding works.
            var status = TurboJpeg.ReadHeader(handle, source, length, out var width, out var height, out _, out var space);
            if (status != 0 && (width <= 0 || height <= 0)) throw Refuse(handle, ImageFault.BadHeader);
            ImageLimit.Check("JPEG", width, height, maximumPixels);

            var (format, channels) = space switch
            {
                TurboJpeg.SpaceGray => (TurboJpeg.Gray, 1),
                TurboJpeg.SpaceCmyk or TurboJpeg.SpaceYcck => (TurboJpeg.Cmyk, 4),
                _ => (TurboJpeg.Rgb, 3),
            };
            var size = checked(height * width * channels);
            var pixels = allocate(size);
            var flags = TurboJpeg.LimitScans | (inverseDct == InverseDct.Fast ? TurboJpeg.FastDct : TurboJpeg.AccurateDct);
            fixed (byte* target = pixels)
                status = TurboJpeg.Decompress(handle, source, length, target, width, width * channels, height, format, flags);
            if (status != 0 && !IsWarning(TurboJpeg.Error(handle))) throw Refuse(handle, ImageFault.BadData);
            if (channels != 4) return new ByteImage(height, width, channels, pixels.AsMemory(0, size));
            return new ByteImage(height, width, 3, JpegInk.ToRgb(pixels.AsSpan(0, size), JpegInk.IsInverted(fenced)));
        }
    }

    // The error code cannot tell: once there was a warning it says so even after an error. The text can, since an error replaces it.
    private static bool IsWarning(string text) => Warnings.Any(x => text.StartsWith(x, StringComparison.Ordinal));

    private static ImageFormatException Refuse(nint handle, ImageFault fault)
    {
        var reason = TurboJpeg.Error(handle);
        return reason.Contains(SecondStart)
            ? new(ImageFault.Truncated, "JPEG: the file ends before its end marker.")
            : new(fault, $"JPEG: libjpeg-turbo refuses it: {reason}.");
    }

    private static byte[] MakeFence()
    {
        var fence = new byte[LongestSegment + 9];
        for (var i = 0; i < fence.Length; i++) fence[i] = i % 2 == 0 ? (byte)0xFF : (byte)0xD8;
        return fence;
    }
}
