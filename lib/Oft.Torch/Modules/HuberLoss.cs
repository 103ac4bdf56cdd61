using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace TorchSharp.Modules;

/// <summary>Squared below delta and delta times absolute above it.</summary>
/// <param name="delta">Where the two meet.</param>
/// <param name="reduction">How the numbers become one.</param>
public sealed class HuberLoss(double delta = 1.0, Reduction reduction = Reduction.Mean) : Loss<Tensor, Tensor, Tensor>(reduction)
{
    /// <summary>Where the squared part meets the absolute one.</summary>
    public double delta { get; } = delta;

    /// <inheritdoc/>
    public override Tensor forward(Tensor input, Tensor target) => functional.huber_loss(input, target, delta, reduction);
}
