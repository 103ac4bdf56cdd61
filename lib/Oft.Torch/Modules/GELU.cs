using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace TorchSharp.Modules;

/// <summary>x · Φ(x), with Φ the normal distribution function, or its tanh approximation.</summary>
public sealed class GELU : ParameterLessModule<Tensor, Tensor>
{
    internal GELU(Approximate approximate, bool inplace) : base(nameof(GELU))
    {
        this.approximate = approximate;
        this.inplace = inplace;
    }

    /// <summary>How Φ is computed.</summary>
    public enum Approximate
    {
        /// <summary>Exactly, by the error function.</summary>
        none,

        /// <summary>By tanh, as GPT-2 and SigLIP do.</summary>
        tanh,
    }

    /// <summary>How Φ is computed.</summary>
    public Approximate approximate { get; set; }

    /// <summary>Whether the input is overwritten.</summary>
    public bool inplace { get; set; }

    /// <inheritdoc/>
    public override Tensor forward(Tensor tensor) => functional.gelu(tensor, approximate, inplace);
}
