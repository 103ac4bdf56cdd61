namespace Oft.Imaging;

/// <summary>The one rule about shapes: H · W · C samples, none of them zero.</summary>
internal static class ImageShape
{
    internal static void Expect(int height, int width, int channels, long samples, string what)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(height);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(width);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(channels);
        var expected = (long)height * width * channels;
        if (samples != expected)
            throw new ArgumentException($"image: expected {height}x{width}x{channels} = {expected} {what}, got {samples}.");
    }
}
