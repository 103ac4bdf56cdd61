namespace Oft.Imaging.Files;

/// <summary>JPEG files through libjpeg-turbo, with the settings of TensorFlow.</summary>
public static class Jpeg
{
    /// <summary>The quality of <c>tf.image.encode_jpeg</c>, and so of every picture the policy was trained on.</summary>
    public const int Quality = 95;

    internal static ReadOnlySpan<byte> Magic => [0xFF, 0xD8, 0xFF];

    /// <summary>Writes RGB pixels as <c>tf.image.encode_jpeg</c> does: 4:2:0, baseline, standard tables, 300 dots an inch.</summary>
    /// <param name="rgb">[height, width, 3], row-major.</param>
    /// <param name="width">Pixels across, at most 65500.</param>
    /// <param name="height">Pixels down, at most 65500.</param>
    /// <param name="quality">1 to 100.</param>
    /// <exception cref="ArgumentException">The number of bytes is not height · width · 3.</exception>
    public static byte[] Encode(ReadOnlySpan<byte> rgb, int width, int height, int quality = Quality)
    {
        ImageShape.Expect(height, width, 3, rgb.Length, "bytes");
        return JpegWriter.Write(rgb, width, height, channels: 3, quality);
    }

    /// <summary>Writes an RGB or a grey picture.</summary>
    /// <param name="image">[H, W, 3] or [H, W, 1].</param>
    /// <param name="quality">1 to 100.</param>
    /// <exception cref="ArgumentException">The picture has another number of channels.</exception>
    public static byte[] Encode(ByteImage image, int quality = Quality)
    {
        if (image.Channels is not (1 or 3)) throw new ArgumentException($"JPEG: expected 1 or 3 channels, got {image.Channels}.", nameof(image));
        return JpegWriter.Write(image.Pixels.Span, image.Width, image.Height, image.Channels, quality);
    }

    /// <summary>Reads a picture: [H, W, 1] from a grey file, [H, W, 3] from any other.</summary>
    /// <param name="file">The whole file, its end marker included.</param>
    /// <param name="inverseDct">TensorFlow's transform, or that of OpenCV and Pillow.</param>
    /// <param name="maximumPixels">Larger pictures are refused before anything is allocated for them.</param>
    /// <exception cref="ImageFormatException">The file is damaged, cut short, or larger than accepted.</exception>
    public static ByteImage Decode(ReadOnlySpan<byte> file, InverseDct inverseDct = InverseDct.Fast, long maximumPixels = ImageLimit.Pixels) =>
        JpegReader.Read(file, inverseDct, maximumPixels, size => GC.AllocateUninitializedArray<byte>(size));
}
