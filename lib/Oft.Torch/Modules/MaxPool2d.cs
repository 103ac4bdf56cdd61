using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace TorchSharp.Modules;

/// <summary>The largest number of each window of [B, C, H, W].</summary>
public sealed class MaxPool2d : ParameterLessModule<Tensor, Tensor>
{
    internal MaxPool2d(long[] kernel, long[]? stride, long[]? padding, long[]? dilation, bool ceilMode) : base(nameof(MaxPool2d))
    {
        kernel_size = kernel;
        this.stride = stride ?? kernel;
        this.padding = padding ?? [0, 0];
        this.dilation = dilation ?? [1, 1];
        ceil_mode = ceilMode;
    }

    /// <summary>Size of the window.</summary>
    public long[] kernel_size { get; set; }

    /// <summary>Step of the window.</summary>
    public long[] stride { get; set; }

    /// <summary>Places added at both ends, which never win.</summary>
    public long[] padding { get; set; }

    /// <summary>Distance between neighbours in the window.</summary>
    public long[] dilation { get; set; }

    /// <summary>Whether a window may stand over the edge.</summary>
    public bool ceil_mode { get; set; }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input) => functional.max_pool2d(input, kernel_size, stride, padding, dilation, ceil_mode);

    /// <summary>The largest numbers with their places in the plane [H · W].</summary>
    public (Tensor Values, Tensor Indices) forward_with_indices(Tensor input) =>
        functional.max_pool2d_with_indices(input, kernel_size, stride, padding, dilation, ceil_mode);
}
