using System.Buffers.Binary;
using System.IO.Compression;

namespace Oft.Imaging.Files;

/// <summary>PNG files: written as 8-bit grey, grey and alpha, RGB or RGBA; read in every colour type, depth and interlacing.</summary>
/// <remarks>Reading gives what <c>tf.io.decode_image(dtype=uint8)</c> gives: palettes become RGB (RGBA where the file has a
/// <c>tRNS</c> chunk), 16-bit samples their high byte, grey of 1, 2 and 4 bits is spread over 0 to 255.</remarks>
public static class Png
{
    internal static ReadOnlySpan<byte> Signature => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    /// <summary>Writes RGB pixels.</summary>
    /// <param name="rgb">[height, width, 3], row-major.</param>
    /// <param name="width">Pixels across.</param>
    /// <param name="height">Pixels down.</param>
    /// <exception cref="ArgumentException">The number of bytes is not height · width · 3.</exception>
    public static byte[] Encode(ReadOnlySpan<byte> rgb, int width, int height) => Encode(rgb, width, height, channels: 3);

    /// <summary>Writes a picture of one to four channels.</summary>
    /// <param name="image">Grey, grey and alpha, RGB or RGBA.</param>
    public static byte[] Encode(ByteImage image) => Encode(image.Pixels.Span, image.Width, image.Height, image.Channels);

    /// <summary>Reads a picture.</summary>
    /// <param name="file">The whole file.</param>
    /// <param name="maximumPixels">Larger pictures are refused before anything is allocated for them.</param>
    /// <exception cref="ImageFormatException">The file is damaged, or larger than accepted.</exception>
    public static ByteImage Decode(ReadOnlySpan<byte> file, long maximumPixels = ImageLimit.Pixels) => PngReader.Read(file, maximumPixels);

    private static byte[] Encode(ReadOnlySpan<byte> pixels, int width, int height, int channels)
    {
        ImageShape.Expect(height, width, channels, pixels.Length, "bytes");
        var colorType = channels switch
        {
            1 => 0,
            2 => 4,
            3 => 2,
            4 => 6,
            _ => throw new ArgumentException($"PNG: expected 1 to 4 channels, got {channels}."),
        };
        Span<byte> header = stackalloc byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header[4..], height);
        header[8] = 8;
        header[9] = (byte)colorType;

        using var file = new MemoryStream();
        file.Write(Signature);
        WriteChunk(file, "IHDR"u8, header);
        WriteChunk(file, "IDAT"u8, Compress(pixels, width * channels, channels));
        WriteChunk(file, "IEND"u8, []);
        return file.ToArray();
    }

    /// <summary>Filters each row with the kind that leaves the smallest differences, then deflates.</summary>
    private static byte[] Compress(ReadOnlySpan<byte> pixels, int stride, int step)
    {
        using var compressed = new MemoryStream();
        using (var zlib = new ZLibStream(compressed, CompressionLevel.Optimal, leaveOpen: true))
        {
            ReadOnlySpan<byte> above = new byte[stride];
            byte[] best = new byte[stride + 1], tried = new byte[stride + 1];
            for (var rest = pixels; rest.Length > 0; rest = rest[stride..])
            {
                var row = rest[..stride];
                var smallest = long.MaxValue;
                for (var kind = 0; kind < PngFilter.Kinds; kind++)
                {
                    tried[0] = (byte)kind;
                    var size = PngFilter.Apply(kind, row, above, step, tried.AsSpan(1));
                    if (size >= smallest) continue;
                    smallest = size;
                    (best, tried) = (tried, best);
                }
                zlib.Write(best);
                above = row;
            }
        }
        return compressed.ToArray();
    }

    private static void WriteChunk(MemoryStream file, ReadOnlySpan<byte> name, ReadOnlySpan<byte> data)
    {
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, data.Length);
        file.Write(number);
        var start = (int)file.Position;
        file.Write(name);
        file.Write(data);
        BinaryPrimitives.WriteUInt32BigEndian(number, Crc32.Of(file.GetBuffer().AsSpan(start, 4 + data.Length)));
        file.Write(number);
    }
}
