using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>X, unchanged.</summary>
public sealed class Identity : ParameterLessModule<Tensor, Tensor>
{
    internal Identity() : base(nameof(Identity)) { }

    /// <inheritdoc/>
    public override Tensor forward(Tensor tensor) => tensor.alias();
}
