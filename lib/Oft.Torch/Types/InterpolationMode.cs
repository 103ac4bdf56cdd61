namespace TorchSharp;

public static partial class torch
{
    /// <summary>How values between pixels are found.</summary>
    public enum InterpolationMode
    {
        /// <summary>The nearest pixel, with PyTorch's historic rounding.</summary>
        Nearest = 0,
        /// <summary>Linear in one dimension.</summary>
        Linear = 1,
        /// <summary>Linear in two dimensions.</summary>
        Bilinear = 2,
        /// <summary>Cubic in two dimensions.</summary>
        Bicubic = 3,
        /// <summary>Linear in three dimensions.</summary>
        Trilinear = 4,
        /// <summary>The mean over the area of the new pixel.</summary>
        Area = 5,
        /// <summary>The nearest pixel by its centre, as Pillow does.</summary>
        NearestExact = 6,
    }
}
