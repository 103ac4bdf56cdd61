using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace TorchSharp.Modules;

/// <summary>A window that moves over [B, C, H, W]; the batch dimension may be missing.</summary>
public sealed class Conv2d : Convolution
{
    internal Conv2d(long inputs, long outputs, long[] kernel, long[] stride, long[]? padding, Padding? paddingType, long[] dilation,
        PaddingModes paddingMode, long groups, bool bias, Device? device, ScalarType? dtype)
        : base(nameof(Conv2d), inputs, outputs, kernel, stride, padding, paddingType, dilation, false, new long[2], groups, bias, paddingMode, device, dtype) { }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input)
    {
        var (padded, around) = Padded(input);
        return functional.conv2d(padded, weight, bias, stride, around, dilation, groups);
    }
}
