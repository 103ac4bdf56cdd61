using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace TorchSharp.Modules;

/// <summary>A window that moves over [B, C, L]; the batch dimension may be missing.</summary>
public sealed class Conv1d : Convolution
{
    internal Conv1d(long inputs, long outputs, long[] kernel, long[] stride, long[]? padding, Padding? paddingType, long[] dilation,
        PaddingModes paddingMode, long groups, bool bias, Device? device, ScalarType? dtype)
        : base(nameof(Conv1d), inputs, outputs, kernel, stride, padding, paddingType, dilation, false, new long[1], groups, bias, paddingMode, device, dtype) { }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input)
    {
        var (padded, around) = Padded(input);
        return functional.conv1d(padded, weight, bias, stride[0], around[0], dilation[0], groups);
    }
}
