namespace TorchSharp;

public static partial class torch
{
    /// <summary>What <see cref="nn.functional.grid_sample"/> finds beyond the edge.</summary>
    public enum GridSamplePaddingMode
    {
        /// <summary>Zeros.</summary>
        Zeros = 0,
        /// <summary>The image mirrored.</summary>
        Reflection = 1,
        /// <summary>The edge.</summary>
        Border = 2,
    }
}
