using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Oft.Model.Language;

/// <summary>Divides a token by its root mean square, then weighs its channels.</summary>
/// <remarks>
/// <code>
/// y = weight · round(x / √(mean x² + ε))        the quotient is computed in float32 and rounded before the weight
/// </code>
/// <para>Upstream: transformers, models/llama/modeling_llama.py, LlamaRMSNorm.</para>
/// </remarks>
public sealed class RmsNorm : Module<Tensor, Tensor>
{
    private readonly Parameter weight;
    private readonly double epsilon;

    /// <summary>Makes the norm; its weight starts at one.</summary>
    public RmsNorm(int width, double epsilon, Placement placement) : base(nameof(RmsNorm))
    {
        this.epsilon = epsilon;
        weight = placement.Constant(1, width);
        RegisterComponents();
    }

    /// <summary>Normalises every token by itself.</summary>
    /// <param name="x">[B, T, L]</param>
    /// <returns>[B, T, L]</returns>
    public override Tensor forward(Tensor x)
    {
        var single = x.to(ScalarType.Float32);
        var normal = single * (single.square().mean([-1], keepdim: true) + epsilon).rsqrt();    // [B, T, L]
        // Upstream: rounded to the input's precision before the weight, not after.
        return weight * normal.to(x.dtype);
    }
}
