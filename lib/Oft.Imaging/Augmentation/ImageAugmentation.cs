using Oft.Imaging.Resampling;

namespace Oft.Imaging.Augmentation;

/// <summary>What training does to one picture: five operators with their parameters.</summary>
/// <remarks>
/// <code>
/// uint8 ─► float32 from 0 to 1 ─► crop ─► brightness ─► contrast ─► saturation ─► hue ─► uint8
/// </code>
/// The samples are clipped to [0, 1] after each operator.
/// <para>Upstream: dlimp's augment_image with the recipe of prismatic/vla/datasets/datasets.py.</para>
/// </remarks>
public sealed record ImageAugmentation
{
    /// <summary>90 % of the area, anywhere on the diagonal.</summary>
    public CropBox Crop { get; init; } = CropBox.Centre;

    /// <summary>What is added, drawn from −0.2 to 0.2.</summary>
    public float Brightness { get; init; }

    /// <summary>The factor around the mean colour, drawn from 0.8 to 1.2.</summary>
    public float Contrast { get; init; } = 1;

    /// <summary>The factor of the saturation, drawn from 0.8 to 1.2.</summary>
    public float Saturation { get; init; } = 1;

    /// <summary>The shift of the hue in turns, drawn from −0.05 to 0.05.</summary>
    public float Hue { get; init; }

    /// <summary>Draws the recipe's parameters; each operator has its own seed, derived from the one before.</summary>
    public static ImageAugmentation Draw(StatelessSeed seed)
    {
        var crop = seed.Next;
        var brightness = crop.Next;
        var contrast = brightness.Next;
        var saturation = contrast.Next;
        var hue = saturation.Next;
        // Upstream: one seed serves both offsets, so crops slide along the diagonal only (dlimp, random_resized_crop).
        var offset = crop.Uniform(0, 1 - CropBox.Side);
        return new ImageAugmentation
        {
            Crop = CropBox.At(offset, offset),
            Brightness = brightness.Uniform(-0.2f, 0.2f),
            Contrast = contrast.Uniform(0.8f, 1.2f),
            Saturation = saturation.Uniform(0.8f, 1.2f),
            Hue = hue.Uniform(-0.05f, 0.05f),
        };
    }

    /// <summary>Augments a picture.</summary>
    /// <param name="rgb">[H, W, 3].</param>
    /// <returns>[H, W, 3], the same size.</returns>
    /// <exception cref="ArgumentException">The picture has another number of channels.</exception>
    public ByteImage Apply(ByteImage rgb)
    {
        if (rgb.Channels != 3) throw new ArgumentException($"augmentation: expected 3 channels, got {rgb.Channels}.", nameof(rgb));
        var cropped = CropAndResize.Apply(PixelConversion.ToFloat(rgb), Crop, rgb.Height, rgb.Width);
        var samples = cropped.Pixels.ToArray();
        Clip(samples);
        Augmentation.Brightness.Add(samples, Brightness);
        Clip(samples);
        Augmentation.Contrast.Scale(samples, Contrast);
        Clip(samples);
        Augmentation.Saturation.Scale(samples, Saturation);
        Clip(samples);
        Augmentation.Hue.Shift(samples, Hue);
        Clip(samples);
        var bytes = new byte[samples.Length];
        PixelConversion.ToBytes(samples, bytes);
        return new ByteImage(rgb.Height, rgb.Width, 3, bytes);
    }

    /// <summary>What follows every operator: samples below 0 become 0, above 1 become 1, in place.</summary>
    public static void Clip(Span<float> samples)
    {
        foreach (ref var sample in samples) sample = MathF.Min(MathF.Max(sample, 0), 1);
    }
}
