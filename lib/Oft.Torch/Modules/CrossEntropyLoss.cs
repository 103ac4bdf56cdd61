using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace TorchSharp.Modules;

/// <summary>Minus the log probability of the right class, from scores [B, C, ...] and classes [B, ...].</summary>
/// <param name="weight">[C] how much each class counts.</param>
/// <param name="ignore_index">A class that does not count.</param>
/// <param name="reduction">How the numbers become one.</param>
/// <param name="label_smoothing">Share of the target spread over all classes.</param>
public sealed class CrossEntropyLoss(Tensor? weight = null, long? ignore_index = null, Reduction reduction = Reduction.Mean, double label_smoothing = 0.0)
    : WeightedLoss<Tensor, Tensor, Tensor>(weight, reduction)
{
    /// <summary>A class that does not count.</summary>
    public long? ignore_index { get; } = ignore_index;

    /// <summary>Share of the target spread over all classes.</summary>
    public double label_smoothing { get; } = label_smoothing;

    /// <inheritdoc/>
    public override Tensor forward(Tensor input, Tensor target) =>
        functional.cross_entropy(input, target, weight, ignore_index ?? -100, reduction, label_smoothing);
}
