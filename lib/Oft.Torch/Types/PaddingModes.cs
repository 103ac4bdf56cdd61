namespace TorchSharp;

/// <summary>What stands beyond the edge of a padded tensor.</summary>
public enum PaddingModes
{
    /// <summary>Zeros.</summary>
    Zeros = 0,
    /// <summary>The inside mirrored at the edge, which is not repeated.</summary>
    Reflect = 1,
    /// <summary>The edge itself.</summary>
    Replicate = 2,
    /// <summary>The other end.</summary>
    Circular = 3,
    /// <summary>A value.</summary>
    Constant = 4,
}
