namespace Oft.Imaging.Augmentation;

/// <summary>Makes colours stronger or paler.</summary>
/// <remarks>
/// <code>
/// v = max(r, g, b)      range = v − min(r, g, b)      s = range / v
/// s ← clip(s · f, 0, 1), hue and v stay
/// </code>
/// Upstream: tf.image.adjust_saturation (its way through HSV), through dlimp's augment_image.
/// </remarks>
public static class Saturation
{
    /// <summary>Scales the saturation, in place.</summary>
    /// <param name="rgb">[pixels, 3] from 0 to 1.</param>
    /// <param name="factor">f.</param>
    public static void Scale(Span<float> rgb, float factor)
    {
        for (; rgb.Length >= 3; rgb = rgb[3..])
        {
            var (r, g, b) = (rgb[0], rgb[1], rgb[2]);
            var value = MathF.Max(r, MathF.Max(g, b));
            var range = value - MathF.Min(r, MathF.Min(g, b));
            var saturation = value > 0 ? range / value : 0;
            (rgb[0], rgb[1], rgb[2]) = ToRgb(HueOf(r, g, b, value, range), Math.Clamp(saturation * factor, 0, 1), value);
        }
    }

    /// <summary>The hue in turns, 0 to 1.</summary>
    private static float HueOf(float r, float g, float b, float value, float range)
    {
        if (!(range > 0)) return 0;
        var norm = 1 / (6 * range);
        // Upstream: the thirds are doubles, so these two sums are rounded once.
        var hue = r == value ? norm * (g - b)
            : g == value ? (float)(norm * (b - r) + 2.0 / 6)
            : (float)(norm * (r - g) + 4.0 / 6);
        return hue < 0 ? hue + 1 : hue;
    }

    private static (float, float, float) ToRgb(float hue, float saturation, float value)
    {
        var strong = saturation * value;
        var floor = value - strong;
        var sixths = 6 * hue;
        var sextant = (int)sixths;
        while (sixths <= 0) sixths += 2;
        while (sixths >= 2) sixths -= 2;
        var weak = strong * (1 - MathF.Abs(sixths - 1));
        var (r, g, b) = sextant switch
        {
            0 => (strong, weak, 0f),
            1 => (weak, strong, 0f),
            2 => (0f, strong, weak),
            3 => (0f, weak, strong),
            4 => (weak, 0f, strong),
            5 => (strong, 0f, weak),
            _ => (0f, 0f, 0f),
        };
        return (r + floor, g + floor, b + floor);
    }
}
