using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace TorchSharp.Modules;

/// <summary>Squared below beta and absolute above it.</summary>
/// <param name="reduction">How the numbers become one.</param>
/// <param name="beta">Where the two meet.</param>
public sealed class SmoothL1Loss(Reduction reduction = Reduction.Mean, double beta = 1.0) : Loss<Tensor, Tensor, Tensor>(reduction)
{
    /// <summary>Where the squared part meets the absolute one.</summary>
    public double beta { get; } = beta;

    /// <inheritdoc/>
    public override Tensor forward(Tensor input, Tensor target) => functional.smooth_l1_loss(input, target, reduction, beta);
}
