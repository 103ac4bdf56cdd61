namespace TorchSharp;

/// <summary>How much of a tensor its text shows.</summary>
public enum TensorStringStyle
{
    /// <summary>Type and shape.</summary>
    Metadata = 0,
    /// <summary>The numbers.</summary>
    Julia = 1,
    /// <summary>The numbers.</summary>
    Numpy = 2,
    /// <summary>The numbers.</summary>
    CSharp = 3,
    /// <summary>The numbers.</summary>
    Default = 4,
}
