using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace TorchSharp.Modules;

/// <summary>Spreads each place of [B, C, H, W] over a window: the gradient of a convolution, used to enlarge.</summary>
public sealed class ConvTranspose2d : ConvolutionTranspose
{
    internal ConvTranspose2d(long inputs, long outputs, long[] kernel, long[] stride, long[] padding, long[] ends, long[] dilation,
        PaddingModes paddingMode, long groups, bool bias, Device? device, ScalarType? dtype)
        : base(nameof(ConvTranspose2d), inputs, outputs, kernel, stride, padding, null, dilation, true, ends, groups, bias, paddingMode, device, dtype) { }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input, long[]? output_size) =>
        functional.conv_transpose2d(input, weight, bias, stride, padding!, Ends(input, output_size), dilation, groups);
}
