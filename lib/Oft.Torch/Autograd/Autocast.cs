using TorchSharp;
using static TorchSharp.torch;

namespace Oft.Torch;

/// <summary>Lets products and convolutions of this thread compute in a shorter type, until it is disposed of.</summary>
/// <remarks>It belongs to the thread that entered it: hold it across no <c>await</c>. Backward runs outside of it.</remarks>
public sealed unsafe class Autocast : IDisposable
{
    private readonly DeviceType device;
    private readonly int wasOn, wasType;
    private readonly int thread = Environment.CurrentManagedThreadId;
    private bool left;

    private Autocast(DeviceType device, bool on, ScalarType type)
    {
        this.device = device;
        int before, typeBefore;
        Shim.Check(Shim.oft_autocast((int)device, on ? 1 : 0, (int)type, 1, &before, &typeBefore), "autocast");
        (wasOn, wasType) = (before, typeBefore);
    }

    /// <summary>Enters autocast, bfloat16 unless another type is named.</summary>
    public static Autocast On(DeviceType device = DeviceType.CPU, ScalarType type = ScalarType.BFloat16) => new(device, true, type);

    /// <summary>Enters autocast for a half-sized type; for any other there is nothing to enter, and null comes back.</summary>
    public static Autocast? Use(ScalarType type, DeviceType device = DeviceType.CPU) =>
        type is ScalarType.BFloat16 or ScalarType.Float16 ? On(device, type) : null;

    /// <summary>Leaves autocast for a part inside of it.</summary>
    public static Autocast Off(DeviceType device = DeviceType.CPU) => new(device, false, TypeOn(device));

    /// <summary>Whether this thread computes in a shorter type on a kind of device.</summary>
    public static bool IsOn(DeviceType device = DeviceType.CPU)
    {
        int type;
        return Shim.Check(Shim.oft_autocast_state((int)device, &type)) != 0;
    }

    /// <summary>The type that autocast of a kind of device computes in.</summary>
    public static ScalarType TypeOn(DeviceType device = DeviceType.CPU)
    {
        int type;
        Shim.Check(Shim.oft_autocast_state((int)device, &type));
        return (ScalarType)type;
    }

    /// <summary>Sets things back as they were.</summary>
    public void Dispose()
    {
        if (left) return;
        RequireThread(thread, "autocast");
        left = true;
        int on, type;
        Shim.Check(Shim.oft_autocast((int)device, wasOn, wasType, -1, &on, &type), "autocast");
    }
}
