namespace Oft.Contracts;

/// <summary>One camera picture as 8-bit RGB, row 0 at the top.</summary>
public sealed record CameraImage
{
    /// <summary>Wraps pixels without copying them.</summary>
    /// <param name="name">The view's name in <see cref="RobotSpec.Views"/>.</param>
    /// <param name="width">Pixels across.</param>
    /// <param name="height">Pixels down.</param>
    /// <param name="rgb">[height, width, 3], row-major.</param>
    /// <exception cref="ArgumentException">The number of bytes is not height · width · 3.</exception>
    public CameraImage(string name, int width, int height, ReadOnlyMemory<byte> rgb)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(width);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(height);
        if (rgb.Length != (long)width * height * 3)
            throw new ArgumentException($"view '{name}': expected {width}x{height}x3 = {(long)width * height * 3} bytes, got {rgb.Length}.", nameof(rgb));
        (Name, Width, Height, Rgb) = (name, width, height, rgb);
    }

    /// <summary>The view's name in <see cref="RobotSpec.Views"/>.</summary>
    public string Name { get; }

    /// <summary>Pixels across.</summary>
    public int Width { get; }

    /// <summary>Pixels down.</summary>
    public int Height { get; }

    /// <summary>[height, width, 3], row-major.</summary>
    public ReadOnlyMemory<byte> Rgb { get; }
}
