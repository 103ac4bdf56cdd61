using static TorchSharp.torch;

namespace TorchSharp;

/// <summary>Moving and converting modules.</summary>
public static class ModuleExtensionMethods
{
    /// <summary>Moves a module to a device.</summary>
    public static T to<T>(this T module, Device device, bool non_blocking = false) where T : nn.Module => Moved(module, device, null, non_blocking);

    /// <summary>Moves a module to a device of this type; index -1 is the current one.</summary>
    public static T to<T>(this T module, DeviceType deviceType, int deviceIndex = -1, bool non_blocking = false) where T : nn.Module =>
        Moved(module, new Device(deviceType, deviceIndex), null, non_blocking);

    /// <summary>Moves a module to a device given as text, for example <c>cuda:1</c>.</summary>
    public static T to<T>(this T module, string device, bool non_blocking = false) where T : nn.Module => Moved(module, new Device(device), null, non_blocking);

    /// <summary>Converts a module's floating parameters and buffers.</summary>
    public static T to<T>(this T module, ScalarType type, bool non_blocking = false) where T : nn.Module => Moved(module, null, type, non_blocking);

    /// <summary>Moves and converts a module.</summary>
    public static T to<T>(this T module, Device device, ScalarType type, bool non_blocking = false) where T : nn.Module => Moved(module, device, type, non_blocking);

    /// <summary>Moves and converts a module to where and what another tensor is.</summary>
    public static T to<T>(this T module, Tensor other, bool non_blocking = false) where T : nn.Module => Moved(module, other.device, other.dtype, non_blocking);

    /// <summary>Moves a module to the processor's memory.</summary>
    public static T cpu<T>(this T module, bool non_blocking = false) where T : nn.Module => module.to(DeviceType.CPU, non_blocking: non_blocking);

    /// <summary>Moves a module to a CUDA device; index -1 is the current one.</summary>
    public static T cuda<T>(this T module, int deviceIndex = -1, bool non_blocking = false) where T : nn.Module => module.to(DeviceType.CUDA, deviceIndex, non_blocking);

    /// <summary>Converts a module to 32-bit floats.</summary>
    public static T @float<T>(this T module, bool non_blocking = false) where T : nn.Module => module.to(ScalarType.Float32, non_blocking);

    /// <summary>Converts a module to 64-bit floats.</summary>
    public static T @double<T>(this T module, bool non_blocking = false) where T : nn.Module => module.to(ScalarType.Float64, non_blocking);

    /// <summary>Converts a module to 16-bit floats.</summary>
    public static T half<T>(this T module, bool non_blocking = false) where T : nn.Module => module.to(ScalarType.Float16, non_blocking);

    /// <summary>Converts a module to bfloat16.</summary>
    public static T bfloat16<T>(this T module, bool non_blocking = false) where T : nn.Module => module.to(ScalarType.BFloat16, non_blocking);

    private static T Moved<T>(T module, Device? device, ScalarType? dtype, bool nonBlocking) where T : nn.Module
    {
        module.Move(device, dtype, nonBlocking);
        return module;
    }
}
