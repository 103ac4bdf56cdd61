using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>What transposed convolutions have in common.</summary>
public abstract class ConvolutionTranspose : Convolution
{
    /// <summary>Begins with PyTorch's random weights.</summary>
    protected ConvolutionTranspose(string name, long in_channels, long out_channels, long[] kernel_size, long[] stride, long[]? padding, Padding? padding_type,
        long[] dilation, bool transposed, long[] output_padding, long groups, bool bias, PaddingModes padding_mode, Device? device = null, ScalarType? dtype = null)
        : base(name, in_channels, out_channels, kernel_size, stride, padding, padding_type, dilation, transposed, output_padding, groups, bias, padding_mode, device, dtype)
    {
        if (padding_mode != PaddingModes.Zeros) throw new ArgumentException($"{name} pads with zeros only, got {padding_mode}");
    }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input) => forward(input, null);

    /// <summary>Runs the module for an output of a given size, where the stride leaves a choice.</summary>
    /// <param name="input">[B, I, ...].</param>
    /// <param name="output_size">The sizes of the last dimensions, or null for the smallest.</param>
    public abstract Tensor forward(Tensor input, long[]? output_size);

    /// <summary>How much is added at the end of each dimension to reach the size asked for.</summary>
    /// <exception cref="ArgumentException">The size cannot be reached.</exception>
    private protected long[] Ends(Tensor input, long[]? outputSize)
    {
        if (outputSize is null) return output_padding;
        var places = kernel_size.Length;
        var asked = outputSize.Length > places ? outputSize[^places..] : outputSize;
        var sizes = input.shape[^places..];
        var ends = new long[places];
        for (var i = 0; i < places; i++)
        {
            var smallest = (sizes[i] - 1) * stride[i] - 2 * padding![i] + dilation[i] * (kernel_size[i] - 1) + 1;
            ends[i] = asked[i] - smallest;
            if (ends[i] < 0 || ends[i] >= stride[i])
                throw new ArgumentException($"{GetName()}: dimension {i} can be {smallest} to {smallest + stride[i] - 1}, asked for {asked[i]}");
        }
        return ends;
    }
}
