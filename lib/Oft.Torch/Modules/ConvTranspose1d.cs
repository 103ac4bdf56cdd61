using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace TorchSharp.Modules;

/// <summary>Spreads each place of [B, C, L] over a window: the gradient of a convolution, used to enlarge.</summary>
public sealed class ConvTranspose1d : ConvolutionTranspose
{
    internal ConvTranspose1d(long inputs, long outputs, long[] kernel, long[] stride, long[] padding, long[] ends, long[] dilation,
        PaddingModes paddingMode, long groups, bool bias, Device? device, ScalarType? dtype)
        : base(nameof(ConvTranspose1d), inputs, outputs, kernel, stride, padding, null, dilation, true, ends, groups, bias, paddingMode, device, dtype) { }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input, long[]? output_size) =>
        functional.conv_transpose1d(input, weight, bias, stride[0], padding![0], Ends(input, output_size)[0], dilation[0], groups);
}
