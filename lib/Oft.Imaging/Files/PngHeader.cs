using System.Buffers.Binary;

namespace Oft.Imaging.Files;

/// <summary>What the IHDR chunk says.</summary>
/// <param name="Width">Pixels across.</param>
/// <param name="Height">Pixels down.</param>
/// <param name="Depth">Bits a sample, or a palette index.</param>
/// <param name="ColorType">0 grey, 2 RGB, 3 palette, 4 grey and alpha, 6 RGBA.</param>
/// <param name="Interlaced">Adam7.</param>
internal sealed record PngHeader(int Width, int Height, int Depth, int ColorType, bool Interlaced)
{
    internal const int Palette = 3;

    /// <summary>Samples a pixel in the file: a palette index is one.</summary>
    internal int Samples => ColorType switch { 2 => 3, 4 => 2, 6 => 4, _ => 1 };

    internal int BitsPerPixel => Samples * Depth;

    /// <summary>How far left a filter looks: bytes a pixel, at least one.</summary>
    internal int FilterStep => Math.Max(1, BitsPerPixel / 8);

    /// <summary>Bytes of a row of so many pixels, without its filter byte.</summary>
    internal int RowBytes(int pixels) => (int)(((long)pixels * BitsPerPixel + 7) / 8);

    /// <summary>The passes: where each starts and how far apart its pixels lie. Adam7 has seven, a plain file one.</summary>
    internal (int X, int Y, int StepX, int StepY)[] Passes => Interlaced
        ? [(0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)]
        : [(0, 0, 1, 1)];

    internal static PngHeader Read(ReadOnlySpan<byte> data, long maximumPixels)
    {
        if (data.Length != 13) throw Bad($"expected an IHDR chunk of 13 bytes, got {data.Length}");
        long width = BinaryPrimitives.ReadUInt32BigEndian(data), height = BinaryPrimitives.ReadUInt32BigEndian(data[4..]);
        int depth = data[8], colorType = data[9];
        var known = colorType switch
        {
            0 => depth is 1 or 2 or 4 or 8 or 16,
            Palette => depth is 1 or 2 or 4 or 8,
            2 or 4 or 6 => depth is 8 or 16,
            _ => false,
        };
        if (!known) throw Bad($"colour type {colorType} with {depth} bits does not exist");
        if (data[10] != 0 || data[11] != 0 || data[12] > 1)
            throw Bad($"expected compression 0, filter 0 and interlace 0 or 1, got {data[10]}, {data[11]} and {data[12]}");
        ImageLimit.Check("PNG", width, height, maximumPixels);
        return new PngHeader((int)width, (int)height, depth, colorType, data[12] == 1);
    }

    private static ImageFormatException Bad(string what) => new(ImageFault.BadHeader, $"PNG: {what}.");
}
