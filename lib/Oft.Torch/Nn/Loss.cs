using static TorchSharp.torch;

namespace TorchSharp;

/// <summary>A module that says how far two tensors are apart.</summary>
/// <typeparam name="T1">The prediction.</typeparam>
/// <typeparam name="T2">The target.</typeparam>
/// <typeparam name="TResult">The loss.</typeparam>
public abstract class Loss<T1, T2, TResult> : nn.Module<T1, T2, TResult>
{
    /// <summary>Begins a loss.</summary>
    /// <param name="reduction">How the numbers become one.</param>
    public Loss(nn.Reduction reduction = nn.Reduction.Mean) : base(nameof(Loss<T1, T2, TResult>)) => this.reduction = reduction;

    /// <summary>How the numbers become one.</summary>
    public nn.Reduction reduction { get; }
}
