using Oft.Imaging;
using SixLabors.ImageSharp;
using SixLabors.ImageSharp.PixelFormats;

namespace Oft.Interop;

/// <summary>Pictures as ImageSharp has them.</summary>
public static class ImageSharpPictures
{
    /// <summary>The same picture with the same bytes; the caller disposes of it.</summary>
    /// <param name="image">[H, W, C]: grey (<c>L8</c>), grey and alpha (<c>La16</c>), RGB (<c>Rgb24</c>) or RGBA (<c>Rgba32</c>).</param>
    /// <exception cref="ArgumentException">It has another number of channels.</exception>
    public static Image ToImageSharp(this ByteImage image) => image.Channels switch
    {
        1 => Image.LoadPixelData<L8>(image.Pixels.Span, image.Width, image.Height),
        2 => Image.LoadPixelData<La16>(image.Pixels.Span, image.Width, image.Height),
        3 => Image.LoadPixelData<Rgb24>(image.Pixels.Span, image.Width, image.Height),
        4 => Image.LoadPixelData<Rgba32>(image.Pixels.Span, image.Width, image.Height),
        _ => throw new ArgumentException($"picture: expected 1 to 4 channels, got {image.Channels}.", nameof(image)),
    };
}
