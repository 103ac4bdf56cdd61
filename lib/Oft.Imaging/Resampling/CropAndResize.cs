namespace Oft.Imaging.Resampling;

/// <summary>Cuts a box out of a picture and resizes it bilinearly, byte-equal to <c>tf.image.crop_and_resize</c>.</summary>
/// <remarks>
/// For H source rows, h result rows and a box from y1 to y2 (columns alike; all float32, every operation rounded):
/// <code>
/// step = ((y2 − y1) · (H − 1)) / (h − 1)        y = y1 · (H − 1) + i · step
/// y = 0.5 · ((y1 + y2) · (H − 1))               when h = 1
/// top = tl + (tr − tl) · tx      bottom = bl + (br − bl) · tx      result = top + (bottom − top) · ty
/// </code>
/// What lies outside [0, H − 1] is 0.
/// <para>Upstream: TensorFlow's op CropAndResize, as called by crop_and_resize in experiments/robot/openvla_utils.py and by dlimp.</para>
/// </remarks>
public static class CropAndResize
{
    /// <summary>Cuts and resizes float samples.</summary>
    /// <param name="image">[H, W, C].</param>
    /// <param name="box">May be flipped or reach outside.</param>
    /// <param name="height">h.</param>
    /// <param name="width">w.</param>
    /// <returns>[h, w, C], not clipped.</returns>
    public static FloatImage Apply(FloatImage image, CropBox box, int height, int width)
    {
        using var rows = new CropRows<float>(image.Pixels, image.Height, image.Width, image.Channels, box, height, width, (from, to) => from.CopyTo(to));
        var samples = GC.AllocateUninitializedArray<float>(checked(height * rows.Stride));
        for (var y = 0; y < height; y++)
            rows.Mix(y).CopyTo(samples.AsSpan(y * rows.Stride));
        return new FloatImage(height, width, image.Channels, samples);
    }

    /// <summary>Cuts and resizes 8-bit samples, through float32 from 0 to 1 and back.</summary>
    /// <param name="image">[H, W, C].</param>
    /// <param name="box">May be flipped or reach outside.</param>
    /// <param name="height">h.</param>
    /// <param name="width">w.</param>
    /// <returns>[h, w, C].</returns>
    public static ByteImage Apply(ByteImage image, CropBox box, int height, int width)
    {
        using var rows = new CropRows<byte>(image.Pixels, image.Height, image.Width, image.Channels, box, height, width, PixelConversion.ToFloat);
        var bytes = GC.AllocateUninitializedArray<byte>(checked(height * rows.Stride));
        for (var y = 0; y < height; y++)
            PixelConversion.ToBytes(rows.Mix(y), bytes.AsSpan(y * rows.Stride, rows.Stride));
        return new ByteImage(height, width, image.Channels, bytes);
    }
}
