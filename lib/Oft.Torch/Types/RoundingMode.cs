namespace TorchSharp;

public static partial class torch
{
    /// <summary>What a division does with the part after the point.</summary>
    public enum RoundingMode
    {
        /// <summary>Keeps it.</summary>
        None = 0,
        /// <summary>Cuts toward zero.</summary>
        trunc = 1,
        /// <summary>Cuts toward minus infinity.</summary>
        floor = 2,
    }
}
