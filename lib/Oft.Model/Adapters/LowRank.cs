using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Oft.Model.Adapters;

/// <summary>The two thin matrices of one adapter on one layer.</summary>
/// <remarks>
/// <code>
/// y ← y + (alpha / R) · B (A x)        A starts normal with deviation 1/R, B starts at zero
/// </code>
/// With B at zero the adapter changes nothing: training starts at the base model exactly.
/// </remarks>
public sealed class LowRank : Module
{
    private readonly Parameter a;
    private readonly Parameter b;

    /// <summary>Makes an adapter that changes nothing yet.</summary>
    /// <param name="config">Rank, scaling and dropout.</param>
    /// <param name="shapeA">[R, inputs], or [R, channels, height, width] on a convolution.</param>
    /// <param name="shapeB">[outputs, R], or [outputs, R, 1, 1] on a convolution.</param>
    /// <param name="placement">Where its weights live.</param>
    public LowRank(LoraConfig config, long[] shapeA, long[] shapeB, Placement placement) : base(nameof(LowRank))
    {
        Config = config;
        a = placement.Normal(1.0 / config.Rank, shapeA);
        b = placement.Constant(0, shapeB);
        RegisterComponents();
    }

    /// <summary>Rank, scaling and dropout.</summary>
    public LoraConfig Config { get; }

    /// <summary>[R, inputs]</summary>
    public Parameter A => a;

    /// <summary>[outputs, R]</summary>
    public Parameter B => b;
}
