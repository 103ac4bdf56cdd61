namespace Oft.Imaging.Files;

/// <summary>How large a picture a reader accepts, because a header of ten bytes may ask for gigabytes.</summary>
public static class ImageLimit
{
    /// <summary>33 554 432 pixels: an 8K video frame (7680x4320) passes.</summary>
    public const long Pixels = 1L << 25;

    internal static void Check(string format, long width, long height, long maximumPixels)
    {
        if (width <= 0 || height <= 0)
            throw new ImageFormatException(ImageFault.BadHeader, $"{format}: expected at least one pixel, the header says {width}x{height}.");
        if (width > int.MaxValue || height > int.MaxValue || width * height > maximumPixels)
            throw new ImageFormatException(ImageFault.TooLarge, $"{format}: the header says {width}x{height}, more than the {maximumPixels} pixels accepted here. Pass a higher limit if the file is yours.");
    }
}
