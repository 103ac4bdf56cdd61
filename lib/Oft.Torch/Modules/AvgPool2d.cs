using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace TorchSharp.Modules;

/// <summary>The mean of each window of [B, C, H, W].</summary>
public sealed class AvgPool2d : ParameterLessModule<Tensor, Tensor>
{
    internal AvgPool2d(long[] kernel, long[]? stride, long[]? padding, bool ceilMode, bool countPadding, long? divisor) : base(nameof(AvgPool2d))
    {
        kernel_size = kernel;
        this.stride = stride ?? kernel;
        this.padding = padding ?? [0, 0];
        ceil_mode = ceilMode;
        count_include_pad = countPadding;
        divisor_override = divisor;
    }

    /// <summary>Size of the window.</summary>
    public long[] kernel_size { get; set; }

    /// <summary>Step of the window.</summary>
    public long[] stride { get; set; }

    /// <summary>Zeros added at both ends.</summary>
    public long[] padding { get; set; }

    /// <summary>Whether a window may stand over the edge.</summary>
    public bool ceil_mode { get; set; }

    /// <summary>Whether the added zeros count in the mean.</summary>
    public bool count_include_pad { get; set; }

    /// <summary>What the sum is divided by instead of the window's size.</summary>
    public long? divisor_override { get; set; }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input) =>
        functional.avg_pool2d(input, kernel_size, stride, padding, ceil_mode, count_include_pad, divisor_override);
}
