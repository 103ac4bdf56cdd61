namespace TorchSharp;

/// <summary>Named paddings of a convolution.</summary>
public enum Padding
{
    /// <summary>None: the output shrinks.</summary>
    Valid = 0,
    /// <summary>As much as keeps the size.</summary>
    Same = 1,
}
