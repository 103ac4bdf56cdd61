namespace Oft.Imaging.Resampling;

/// <summary>A box in a picture, as parts of its height and width: 0 is the first row's or column's centre, 1 the last's.</summary>
/// <param name="Top">y of the first result row.</param>
/// <param name="Left">x of the first result column.</param>
/// <param name="Bottom">y of the last result row; above the top, the result is flipped.</param>
/// <param name="Right">x of the last result column.</param>
public readonly record struct CropBox(float Top, float Left, float Bottom, float Right)
{
    /// <summary>The share of the area that the policy sees.</summary>
    public const float Area = 0.9f;

    /// <summary>The side of the policy's crop: the square root of its area.</summary>
    public static float Side { get; } = MathF.Sqrt(Area);

    /// <summary>The centre crop of acting.</summary>
    public static CropBox Centre { get; } = At((1 - Side) / 2, (1 - Side) / 2);

    /// <summary>A crop of the policy's size elsewhere.</summary>
    /// <param name="top">0 to 1 − <see cref="Side"/>.</param>
    /// <param name="left">0 to 1 − <see cref="Side"/>.</param>
    public static CropBox At(float top, float left) => new(top, left, top + Side, left + Side);
}
