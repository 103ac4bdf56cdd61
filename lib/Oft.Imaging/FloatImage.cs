namespace Oft.Imaging;

/// <summary>A picture of float32 samples: what stands between two 8-bit stages.</summary>
/// <remarks>The scale is the stage's own: 0 to 255 after a Lanczos resize, 0 to 1 in the crops and the augmentation.</remarks>
public sealed class FloatImage
{
    /// <summary>Wraps pixels without copying them.</summary>
    /// <param name="height">Pixels down, H.</param>
    /// <param name="width">Pixels across, W.</param>
    /// <param name="channels">Samples a pixel, C.</param>
    /// <param name="pixels">[H, W, C], row-major.</param>
    /// <exception cref="ArgumentException">The number of samples is not H · W · C.</exception>
    public FloatImage(int height, int width, int channels, ReadOnlyMemory<float> pixels)
    {
        ImageShape.Expect(height, width, channels, pixels.Length, "samples");
        (Height, Width, Channels, Pixels) = (height, width, channels, pixels);
    }

    /// <summary>Pixels down, H.</summary>
    public int Height { get; }

    /// <summary>Pixels across, W.</summary>
    public int Width { get; }

    /// <summary>Samples a pixel, C.</summary>
    public int Channels { get; }

    /// <summary>[H, W, C], row-major.</summary>
    public ReadOnlyMemory<float> Pixels { get; }
}
