using Oft.Model.Adapters;
using Oft.Model.Taps;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Oft.Model.Language;

/// <summary>A gated feed-forward: down(silu(gate x) · up x).</summary>
/// <remarks><para>Taps: <c>out</c> [B, T, L].</para></remarks>
public sealed class LlamaFeedForward : Module<Tensor, ReadRows?, Tensor>
{
    private readonly AdaptableLinear gate_proj;
    private readonly AdaptableLinear up_proj;
    private readonly AdaptableLinear down_proj;
    private readonly Tap @out = new();

    /// <summary>Makes the layer.</summary>
    public LlamaFeedForward(int width, int hidden, Placement placement) : base(nameof(LlamaFeedForward))
    {
        gate_proj = new(width, hidden, hasBias: false, placement);
        up_proj = new(width, hidden, hasBias: false, placement);
        down_proj = new(hidden, width, hasBias: false, placement);
        RegisterComponents();
    }

    /// <summary>Maps every position by itself.</summary>
    /// <param name="x">[B, T, L]</param>
    /// <param name="rows">Which positions these are; null where they are all.</param>
    /// <returns>[B, T, L]</returns>
    public override Tensor forward(Tensor x, ReadRows? rows) => @out.Pass(down_proj.call(Gate(gate_proj.call(x)) * up_proj.call(x)), rows);

    private static Tensor Gate(Tensor x) => Precision.IsLifted(x) ? functional.silu(x.to(ScalarType.Float32)).to(x.dtype) : functional.silu(x);
}
