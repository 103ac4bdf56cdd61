namespace Oft.Imaging.Resampling;

/// <summary>Which of Pillow's kernels weighs the neighbours.</summary>
public enum PillowKernel
{
    /// <summary>The triangle, reach 1: openpi's <c>resize_with_pad</c>.</summary>
    Bilinear,

    /// <summary>The cubic with a = −0.5, reach 2: the ALOHA pictures.</summary>
    Bicubic,
}
