using TorchSharp;
using static TorchSharp.torch;

namespace Oft.Model;

/// <summary>Where half precision is lifted to float32 inside one operation, so that its result is rounded once and not on the way.</summary>
/// <remarks>
/// The recorded runs round once: fused attention sums in float32, and so do layer norm and SiLU of a current libtorch. Older ones
/// round in between on a CPU (layer norm 1.8 times the smallest possible error, SiLU 1.4 times). Training keeps the faster
/// kernels: its noise is larger than this.
/// </remarks>
internal static class Precision
{
    /// <summary>True where an operation on this tensor is computed in float32 and rounded at its end.</summary>
    public static bool IsLifted(Tensor x) => x.device_type == DeviceType.CPU && x.dtype is (ScalarType.BFloat16 or ScalarType.Float16) && !is_grad_enabled();
}
