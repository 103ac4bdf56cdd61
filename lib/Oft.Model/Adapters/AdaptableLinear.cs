using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Oft.Model.Adapters;

/// <summary>A linear layer that LoRA can reach.</summary>
public sealed class AdaptableLinear : AdaptableLayer
{
    /// <summary>Makes the layer.</summary>
    /// <param name="inputs">Width of what comes in.</param>
    /// <param name="outputs">Width of what goes out.</param>
    /// <param name="hasBias">Adds a bias.</param>
    /// <param name="placement">Where its weights live.</param>
    public AdaptableLinear(long inputs, long outputs, bool hasBias, Placement placement)
        : base(nameof(AdaptableLinear), placement.Uniform(1 / Math.Sqrt(inputs), outputs, inputs), hasBias ? placement.Uniform(1 / Math.Sqrt(inputs), outputs) : null)
        => RegisterComponents();

    private protected override Tensor Apply(Tensor x, Tensor moved) => functional.linear(x, moved, bias);

    private protected override Tensor ApplyLowRank(Tensor x, LowRank adapter) => functional.linear(functional.linear(x, adapter.A), adapter.B);

    // Many rows through a small weight: moving the weight and passing once costs less than two more passes over the rows. In half precision
    // the moved weight would be rounded where upstream rounds the sum.
    private protected override bool Folds(Tensor x) => weight.dtype == ScalarType.Float32 && x.numel() > weight.numel() && !Drops;

    private protected override Tensor Delta(LowRank adapter) => matmul(adapter.B, adapter.A) * adapter.Config.Scaling;

    private protected override LowRank NewAdapter(LoraConfig config, Placement placement)
        => new(config, [config.Rank, weight.shape[1]], [weight.shape[0], config.Rank], placement);
}
