namespace TorchSharp;

/// <summary>Kinds of device, with libtorch's own numbers.</summary>
public enum DeviceType
{
    /// <summary>The processor.</summary>
    CPU = 0,
    /// <summary>An NVIDIA GPU.</summary>
    CUDA = 1,
    /// <summary>An Apple GPU.</summary>
    MPS = 13,
    /// <summary>Shapes and types without numbers.</summary>
    META = 14,
}
