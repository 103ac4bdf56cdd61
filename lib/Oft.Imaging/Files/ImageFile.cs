namespace Oft.Imaging.Files;

/// <summary>An image file of any kind that the reference reads, told apart by its first bytes.</summary>
/// <remarks>The counterpart of <c>tf.io.decode_image(expand_animations=False, dtype=uint8)</c>: channels are not forced to three,
/// EXIF orientation is ignored, an animation gives its first frame.
/// <para>Upstream: tensorflow/core/kernels/image/decode_image_op.cc.</para></remarks>
public static class ImageFile
{
    /// <summary>Reads a JPEG, PNG, GIF or BMP file.</summary>
    /// <param name="file">The whole file.</param>
    /// <param name="maximumPixels">Larger pictures are refused before anything is allocated for them.</param>
    /// <returns>The picture with the file's own number of channels.</returns>
    /// <exception cref="ImageFormatException">The file is damaged, unknown, or larger than accepted.</exception>
    public static ByteImage Decode(ReadOnlySpan<byte> file, long maximumPixels = ImageLimit.Pixels)
    {
        if (file.IsEmpty) throw new ImageFormatException(ImageFault.Empty, "image: expected a JPEG, PNG, GIF or BMP file, got no bytes.");
        if (file.StartsWith(Jpeg.Magic)) return Jpeg.Decode(file, InverseDct.Fast, maximumPixels);
        if (file.StartsWith(Png.Signature)) return Png.Decode(file, maximumPixels);
        if (file.StartsWith(Gif.Magic)) return Gif.Decode(file, maximumPixels);
        if (file.StartsWith(Bmp.Magic)) return Bmp.Decode(file, maximumPixels);
        throw new ImageFormatException(ImageFault.UnknownFormat, $"image: expected a JPEG, PNG, GIF or BMP file, the first bytes are {Convert.ToHexString(file[..Math.Min(4, file.Length)])}.");
    }
}
