namespace Oft.Imaging.Augmentation;

/// <summary>Pulls a picture towards its mean colour, or away from it.</summary>
/// <remarks>
/// <code>m + (x − m) · f          m is each channel's mean over the picture</code>
/// The mean's sum is folded: the later half of the pixels is added to the earlier half, again and again, until one is left;
/// of an odd number the middle one waits. Another order of the sum gives other bytes.
/// <para>Upstream: tf.image.stateless_random_contrast, through dlimp's augment_image.</para>
/// </remarks>
public static class Contrast
{
    /// <summary>Scales around the mean, in place and without clipping.</summary>
    /// <param name="rgb">[pixels, 3] from 0 to 1.</param>
    /// <param name="factor">f.</param>
    public static void Scale(Span<float> rgb, float factor)
    {
        Span<float> mean = stackalloc float[3];
        Mean(rgb, mean);
        for (var i = 0; i < rgb.Length; i += 3)
            for (var c = 0; c < 3; c++)
                rgb[i + c] = (rgb[i + c] - mean[c]) * factor + mean[c];
    }

    private static void Mean(ReadOnlySpan<float> rgb, Span<float> mean)
    {
        var pixels = rgb.Length / 3;
        if (pixels == 0) return;
        var folded = rgb.ToArray();
        for (var left = pixels; left > 1;)
        {
            var right = left / 2;
            left -= right;
            for (var i = 0; i < right * 3; i++) folded[i] += folded[left * 3 + i];
        }
        for (var c = 0; c < 3; c++) mean[c] = folded[c] * (1f / pixels);
    }
}
