using TorchSharp;
using static TorchSharp.torch;

namespace Oft.Torch;

/// <summary>Products in a shorter type: not with the package, which has no such switch. Use the system's libtorch for it.</summary>
public sealed class Autocast : IDisposable
{
    private Autocast() { }

    /// <summary>Refuses: the package cannot.</summary>
    /// <exception cref="NotSupportedException">Always.</exception>
    public static Autocast On(DeviceType device = DeviceType.CPU, ScalarType type = ScalarType.BFloat16) =>
        throw new NotSupportedException("autocast: TorchSharp's package has none. Build with -p:TorchProvider=system.");

    /// <summary>Refuses half-sized types; for any other there is nothing to enter.</summary>
    public static Autocast? Use(ScalarType type, DeviceType device = DeviceType.CPU) =>
        type is ScalarType.BFloat16 or ScalarType.Float16 ? On(device, type) : null;

    /// <summary>Nothing to leave.</summary>
    public static Autocast? Off(DeviceType device = DeviceType.CPU) => null;

    /// <summary>Never on.</summary>
    public static bool IsOn(DeviceType device = DeviceType.CPU) => false;

    /// <summary>The type it would compute in.</summary>
    public static ScalarType TypeOn(DeviceType device = DeviceType.CPU) => ScalarType.BFloat16;

    /// <summary>Nothing to set back.</summary>
    public void Dispose() { }
}
