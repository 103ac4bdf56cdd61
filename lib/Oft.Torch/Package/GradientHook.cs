using static TorchSharp.torch;

namespace Oft.Torch;

/// <summary>A gradient watched on its way: not with the package, whose tensors take no hooks.</summary>
public sealed class GradientHook : IDisposable
{
    private GradientHook() { }

    /// <summary>Refuses: the package cannot.</summary>
    /// <exception cref="NotSupportedException">Always.</exception>
    public static GradientHook On(Tensor tensor, Func<Tensor, Tensor?> hook) =>
        throw new NotSupportedException("gradient hook: TorchSharp's package has none. Build with -p:TorchProvider=system.");

    /// <summary>Nothing to take off.</summary>
    public void Dispose() { }
}
