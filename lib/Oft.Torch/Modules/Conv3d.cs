using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace TorchSharp.Modules;

/// <summary>A window that moves over [B, C, T, H, W]; the batch dimension may be missing.</summary>
public sealed class Conv3d : Convolution
{
    internal Conv3d(long inputs, long outputs, long[] kernel, long[] stride, long[]? padding, Padding? paddingType, long[] dilation,
        PaddingModes paddingMode, long groups, bool bias, Device? device, ScalarType? dtype)
        : base(nameof(Conv3d), inputs, outputs, kernel, stride, padding, paddingType, dilation, false, new long[3], groups, bias, paddingMode, device, dtype) { }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input)
    {
        var (padded, around) = Padded(input);
        return functional.conv3d(padded, weight, bias, stride, around, dilation, groups);
    }
}
