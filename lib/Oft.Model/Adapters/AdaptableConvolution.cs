using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Oft.Model.Adapters;

/// <summary>A convolution without overlap (one step per patch) that LoRA can reach.</summary>
public sealed class AdaptableConvolution : AdaptableLayer
{
    private readonly long[] stride;

    /// <summary>Makes the layer.</summary>
    /// <param name="channels">Channels of the picture.</param>
    /// <param name="outputs">Width of a patch's features.</param>
    /// <param name="patch">Pixels along a patch's side.</param>
    /// <param name="placement">Where its weights live.</param>
    public AdaptableConvolution(long channels, long outputs, long patch, Placement placement)
        : base(nameof(AdaptableConvolution),
            placement.Uniform(1 / Math.Sqrt(channels * patch * patch), outputs, channels, patch, patch),
            placement.Uniform(1 / Math.Sqrt(channels * patch * patch), outputs))
    {
        stride = [patch, patch];
        RegisterComponents();
    }

    private protected override Tensor Apply(Tensor x, Tensor moved) => functional.conv2d(x, moved, bias, strides: stride);

    private protected override Tensor ApplyLowRank(Tensor x, LowRank adapter)
        => functional.conv2d(functional.conv2d(x, adapter.A, strides: stride), adapter.B);

    // ΔW[o, c, :, :] = scaling · Σ_r B[o, r] · A[r, c, :, :]
    private protected override Tensor Delta(LowRank adapter)
        => matmul(adapter.B.flatten(1), adapter.A.flatten(1)).view(weight.shape) * adapter.Config.Scaling;

    private protected override LowRank NewAdapter(LoraConfig config, Placement placement)
        => new(config, [config.Rank, .. weight.shape[1..]], [weight.shape[0], config.Rank, 1, 1], placement);
}
