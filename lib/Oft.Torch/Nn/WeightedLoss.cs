using static TorchSharp.torch;

namespace TorchSharp;

/// <summary>A loss in which some classes or places count more.</summary>
/// <typeparam name="T1">The prediction.</typeparam>
/// <typeparam name="T2">The target.</typeparam>
/// <typeparam name="TResult">The loss.</typeparam>
public abstract class WeightedLoss<T1, T2, TResult> : Loss<T1, T2, TResult>
{
    /// <summary>Begins a loss.</summary>
    /// <param name="weight">How much each class or place counts; null counts all alike.</param>
    /// <param name="reduction">How the numbers become one.</param>
    public WeightedLoss(Tensor? weight = null, nn.Reduction reduction = nn.Reduction.Mean) : base(reduction) => this.weight = weight;

    /// <summary>How much each class or place counts.</summary>
    public Tensor? weight { get; }
}
