namespace Oft.Imaging.Files;

/// <summary>GIF files: the first frame as RGB.</summary>
/// <remarks>The canvas is as large as the largest frame, black where the first frame leaves it free or is transparent.
/// Frames after the first are stepped over, not unpacked.
/// <para>Upstream: tensorflow/core/lib/gif/gif_io.cc with expand_animations = False, over giflib.</para></remarks>
public static class Gif
{
    internal static ReadOnlySpan<byte> Magic => "GIF8"u8;

    /// <summary>Reads the first frame.</summary>
    /// <param name="file">The whole file.</param>
    /// <param name="maximumPixels">Larger pictures are refused before anything is allocated for them.</param>
    /// <returns>[H, W, 3].</returns>
    /// <exception cref="ImageFormatException">The file is damaged, has no frame, or is larger than accepted.</exception>
    public static ByteImage Decode(ReadOnlySpan<byte> file, long maximumPixels = ImageLimit.Pixels)
    {
        if (!file.StartsWith(Magic))
            throw new ImageFormatException(file.IsEmpty ? ImageFault.Empty : ImageFault.UnknownFormat, "GIF: the first bytes are not GIF8.");
        var reader = new GifReader(file[Magic.Length..], maximumPixels);
        return reader.ReadFirstFrame();
    }
}
