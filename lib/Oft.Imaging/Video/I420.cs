namespace Oft.Imaging.Video;

/// <summary>Pictures as video decoders give them: a plane of brightness and two of colour at half the size.</summary>
/// <remarks>
/// <code>
/// y = ((8·Y − 128) · 9539) >> 16     u = 8·U − 1024     v = 8·V − 1024        the colour of a 2x2 block is repeated
/// R = y + ((v · 13075) >> 16)
/// G = y + ((u · −3209) >> 16) + ((v · −6660) >> 16)
/// B = y + ((u · 16525) >> 16)        cut to 0 … 255
/// </code>
/// BT.601 in limited range, in the whole numbers of swscale's x86 path, which LeRobot's frames went through: byte for byte, where the textbook's formula is off by up to 3.
/// </remarks>
public static class I420
{
    /// <summary>Bytes of one picture: Y, then U, then V.</summary>
    /// <param name="height">Pixels down.</param>
    /// <param name="width">Pixels across.</param>
    public static int Length(int height, int width) => checked(height * width + 2 * ((height + 1) / 2) * ((width + 1) / 2));

    /// <summary>The picture as RGB.</summary>
    /// <param name="planes">Y, U, V without gaps.</param>
    /// <param name="height">Pixels down.</param>
    /// <param name="width">Pixels across.</param>
    /// <exception cref="ArgumentException">The bytes are not of that size.</exception>
    public static ByteImage ToRgb(ReadOnlySpan<byte> planes, int height, int width)
    {
        if (planes.Length != Length(height, width)) throw new ArgumentException($"I420 of {width}x{height}: expected {Length(height, width)} bytes, got {planes.Length}.");
        var across = (width + 1) / 2;
        var luma = planes[..(height * width)];
        var blue = planes.Slice(luma.Length, across * ((height + 1) / 2));
        var red = planes[(luma.Length + blue.Length)..];
        var rgb = new byte[height * width * 3];
        for (var (row, at) = (0, 0); row < height; row++)
            for (var column = 0; column < width; column++, at += 3)
            {
                var chroma = row / 2 * across + column / 2;
                var y = ((8 * luma[row * width + column] - 128) * 9539) >> 16;
                var (u, v) = (8 * blue[chroma] - 1024, 8 * red[chroma] - 1024);
                rgb[at] = Cut(y + ((v * 13075) >> 16));
                rgb[at + 1] = Cut(y + ((u * -3209) >> 16) + ((v * -6660) >> 16));
                rgb[at + 2] = Cut(y + ((u * 16525) >> 16));
            }
        return new ByteImage(height, width, 3, rgb);
    }

    private static byte Cut(int value) => (byte)Math.Clamp(value, 0, 255);
}
