using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>A tensor that is trained. It belongs to no dispose scope: it lives until its module is disposed.</summary>
public class Parameter : Tensor
{
    /// <summary>Takes a tensor over: afterwards the parameter holds its values and the tensor is disposed.</summary>
    /// <param name="data">The values; they are not copied.</param>
    /// <param name="requires_grad">Whether a gradient is wanted. Integer values cannot have one.</param>
    public Parameter(Tensor data, bool requires_grad = true) : base(data) => requires_grad_(requires_grad);

    /// <summary>Lets the gradient go; the next backward begins a new one.</summary>
    internal void ForgetGradient() => grad = null;
}
