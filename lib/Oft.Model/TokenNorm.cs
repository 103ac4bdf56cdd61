using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Oft.Model;

/// <summary>Layer norm over the features of every token, rounded once.</summary>
public sealed class TokenNorm : Module<Tensor, Tensor>
{
    private readonly Parameter weight;
    private readonly Parameter bias;
    private readonly long[] shape;

    /// <summary>Makes the norm; it starts at one and zero.</summary>
    /// <param name="width">Features of a token.</param>
    /// <param name="epsilon">Added to the variance.</param>
    /// <param name="placement">Where its weights live.</param>
    public TokenNorm(long width, double epsilon, Placement placement) : base(nameof(TokenNorm))
    {
        (Epsilon, shape) = (epsilon, [width]);
        weight = placement.Constant(1, width);
        bias = placement.Constant(0, width);
        RegisterComponents();
    }

    /// <summary>Added to the variance.</summary>
    public double Epsilon { get; }

    /// <summary>Normalises every token by itself.</summary>
    /// <param name="x">[..., D]</param>
    /// <returns>[..., D]</returns>
    public override Tensor forward(Tensor x) => Precision.IsLifted(x)
        ? functional.layer_norm(x.to(ScalarType.Float32), shape, weight.to(ScalarType.Float32), bias.to(ScalarType.Float32), Epsilon).to(x.dtype)
        : functional.layer_norm(x, shape, weight, bias, Epsilon);
}
