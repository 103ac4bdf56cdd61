using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace TorchSharp.Modules;

/// <summary>Minus the log probability of yes-or-no answers, from scores.</summary>
/// <param name="weight">How much each place counts.</param>
/// <param name="reduction">How the numbers become one.</param>
/// <param name="pos_weights">How much a yes counts.</param>
public sealed class BCEWithLogitsLoss(Tensor? weight = null, Reduction reduction = Reduction.Mean, Tensor? pos_weights = null)
    : WeightedLoss<Tensor, Tensor, Tensor>(weight, reduction)
{
    /// <summary>How much a yes counts.</summary>
    public Tensor? pos_weights { get; } = pos_weights;

    /// <inheritdoc/>
    public override Tensor forward(Tensor input, Tensor target) =>
        functional.binary_cross_entropy_with_logits(input, target, weight, reduction, pos_weights);
}
