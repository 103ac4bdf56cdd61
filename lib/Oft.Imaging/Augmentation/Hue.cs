namespace Oft.Imaging.Augmentation;

/// <summary>Turns the colour circle.</summary>
/// <remarks>
/// The largest and the smallest of the three channels keep their values and change places; the middle one is rebuilt:
/// <code>
/// ratio = (middle − smallest) / (largest − smallest)
/// h = sector + (ratio, or 1 − ratio in odd sectors)      h ← h + 6 δ, wrapped into [0, 6)
/// middle = smallest + ratio · (largest − smallest)
/// </code>
/// Upstream: tf.image.adjust_hue (its fused kernel, another formulation than saturation's), through dlimp's augment_image.
/// </remarks>
public static class Hue
{
    // Which channel is largest, middle and smallest in each sector of the circle, red first.
    private static ReadOnlySpan<byte> Largest => [0, 1, 1, 2, 2, 0];
    private static ReadOnlySpan<byte> Middle => [1, 0, 2, 1, 0, 2];
    private static ReadOnlySpan<byte> Smallest => [2, 2, 0, 0, 1, 1];

    /// <summary>Shifts the hue, in place.</summary>
    /// <param name="rgb">[pixels, 3] from 0 to 1.</param>
    /// <param name="delta">δ in turns.</param>
    public static void Shift(Span<float> rgb, float delta)
    {
        for (; rgb.Length >= 3; rgb = rgb[3..])
        {
            var sector = SectorOf(rgb[0], rgb[1], rgb[2]);
            var (high, middle, low) = (rgb[Largest[sector]], rgb[Middle[sector]], rgb[Smallest[sector]]);
            var hue = 0f;
            if (high != low)
            {
                var part = (middle - low) / (high - low);
                hue = sector + (sector % 2 == 0 ? part : 1 - part);
            }
            hue = Wrap(hue + delta * 6);
            sector = (int)hue;
            var ratio = hue - sector;
            if (sector % 2 == 1) ratio = 1 - ratio;
            rgb[Largest[sector]] = high;
            rgb[Middle[sector]] = low + ratio * (high - low);
            rgb[Smallest[sector]] = low;
        }
    }

    private static int SectorOf(float r, float g, float b) => r < g
        ? b < r ? 1 : b > g ? 3 : 2
        : b < g ? 0 : b > r ? 4 : 5;

    private static float Wrap(float hue)
    {
        if (!float.IsFinite(hue)) return 0;
        while (hue < 0) hue += 6;
        while (hue >= 6) hue -= 6;
        return hue;
    }
}
