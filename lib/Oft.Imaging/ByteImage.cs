namespace Oft.Imaging;

/// <summary>A picture of 8-bit samples, row 0 at the top.</summary>
/// <remarks>Channels: 1 grey, 2 grey and alpha, 3 RGB, 4 RGB and alpha. A file's own number is kept, as TensorFlow keeps it.</remarks>
public sealed class ByteImage
{
    /// <summary>Wraps pixels without copying them.</summary>
    /// <param name="height">Pixels down, H.</param>
    /// <param name="width">Pixels across, W.</param>
    /// <param name="channels">Samples a pixel, C.</param>
    /// <param name="pixels">[H, W, C], row-major.</param>
    /// <exception cref="ArgumentException">The number of bytes is not H · W · C.</exception>
    public ByteImage(int height, int width, int channels, ReadOnlyMemory<byte> pixels)
    {
        ImageShape.Expect(height, width, channels, pixels.Length, "bytes");
        (Height, Width, Channels, Pixels) = (height, width, channels, pixels);
    }

    /// <summary>Pixels down, H.</summary>
    public int Height { get; }

    /// <summary>Pixels across, W.</summary>
    public int Width { get; }

    /// <summary>Samples a pixel, C.</summary>
    public int Channels { get; }

    /// <summary>[H, W, C], row-major.</summary>
    public ReadOnlyMemory<byte> Pixels { get; }
}
