using System.Buffers.Binary;

namespace Oft.Imaging.Files;

/// <summary>BMP files, as far as the reference reads them: uncompressed, 8, 24 or 32 bits a pixel.</summary>
/// <remarks>
/// Five numbers of the header count and nothing else: a file of 8 bits gives its palette indices as one grey channel, and
/// a compressed one is taken for plain pixels wherever its length allows.
/// <para>Upstream: tensorflow/core/kernels/image/decode_image_op.cc, DecodeBmpV2.</para>
/// </remarks>
public static class Bmp
{
    internal static ReadOnlySpan<byte> Magic => "BM"u8;

    /// <summary>Reads a picture: one channel, RGB or RGBA.</summary>
    /// <param name="file">The whole file.</param>
    /// <param name="maximumPixels">Larger pictures are refused before anything is allocated for them.</param>
    /// <exception cref="ImageFormatException">The file is damaged, of another depth, or larger than accepted.</exception>
    public static ByteImage Decode(ReadOnlySpan<byte> file, long maximumPixels = ImageLimit.Pixels)
    {
        if (!file.StartsWith(Magic))
            throw new ImageFormatException(file.IsEmpty ? ImageFault.Empty : ImageFault.UnknownFormat, "BMP: the first two bytes are not BM.");
        if (file.Length < 32) throw new ImageFormatException(ImageFault.Truncated, $"BMP: expected a header of 32 bytes at least, the file has {file.Length}.");
        var start = BinaryPrimitives.ReadInt32LittleEndian(file[10..]);
        var width = BinaryPrimitives.ReadInt32LittleEndian(file[18..]);
        long signedHeight = BinaryPrimitives.ReadInt32LittleEndian(file[22..]);      // negative: the first row is the top one
        var channels = BinaryPrimitives.ReadInt16LittleEndian(file[28..]) / 8;
        if (channels is not (1 or 3 or 4)) throw new ImageFormatException(ImageFault.Unsupported, $"BMP: expected 8, 24 or 32 bits a pixel, got {channels * 8}.");
        if (start < 0) throw new ImageFormatException(ImageFault.BadHeader, $"BMP: pixels cannot start at byte {start}.");
        ImageLimit.Check("BMP", width, Math.Abs(signedHeight), maximumPixels);

        var height = (int)Math.Abs(signedHeight);
        var stride = ((long)channels * width + 3) / 4 * 4;
        var expected = start + stride * height;
        if (file.Length < expected) throw new ImageFormatException(ImageFault.Truncated, $"BMP: expected {expected} bytes, got {file.Length}.");
        if (file.Length > expected) throw new ImageFormatException(ImageFault.BadHeader, $"BMP: expected {expected} bytes, got {file.Length}.");

        var pixels = new byte[(long)height * width * channels];
        for (var y = 0; y < height; y++)
        {
            var row = file.Slice((int)(start + stride * (signedHeight < 0 ? y : height - 1 - y)), width * channels);
            var output = pixels.AsSpan(y * width * channels, width * channels);
            row.CopyTo(output);
            if (channels > 1)
                for (var i = 0; i < output.Length; i += channels)        // blue comes first in the file
                    (output[i], output[i + 2]) = (output[i + 2], output[i]);
        }
        return new ByteImage(height, width, channels, pixels);
    }
}
