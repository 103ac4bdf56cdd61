using Oft.Model.Adapters;
using Oft.Model.Taps;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Oft.Model.Language;

/// <summary>Positions look at positions, as far as the mask lets them.</summary>
/// <remarks>
/// <para>Shapes: B samples, T positions, R ≤ T of them computed, U positions seen, L width, H heads, d = L / H.</para>
/// <para>Taps: <c>queries</c> [B, R, L] before rotation, <c>pattern</c> [B, H, R, U], <c>heads</c> [B, H, R, d], <c>out</c> [B, R, L].</para>
/// <para>Upstream: transformers-openvla-oft, models/llama/modeling_llama.py, LlamaSdpaAttention.</para>
/// </remarks>
public sealed class LlamaAttention : Module<Tensor, ReadingContext, Tensor>
{
    private readonly AdaptableLinear q_proj;
    private readonly AdaptableLinear k_proj;
    private readonly AdaptableLinear v_proj;
    private readonly AdaptableLinear o_proj;
    private readonly Tap queries = new();
    private readonly Tap pattern = new();
    private readonly Tap heads = new();
    private readonly Tap @out = new();
    private readonly int layer;
    private readonly int headCount;

    /// <summary>Makes the layer.</summary>
    public LlamaAttention(LanguageConfig config, int layer, Placement placement) : base(nameof(LlamaAttention))
    {
        this.layer = layer;
        headCount = config.Heads;
        q_proj = new(config.Width, config.Width, hasBias: false, placement);
        k_proj = new(config.Width, config.Width, hasBias: false, placement);
        v_proj = new(config.Width, config.Width, hasBias: false, placement);
        o_proj = new(config.Width, config.Width, hasBias: false, placement);
        RegisterComponents();
    }

    /// <summary>Attends.</summary>
    /// <param name="x">[B, T, L]</param>
    /// <param name="context">Rotations, mask, cache and the rows to compute.</param>
    /// <returns>[B, R, L]</returns>
    public override Tensor forward(Tensor x, ReadingContext context)
    {
        var rows = context.Rows;
        var (asking, cosines, sines, mask) = rows is null
            ? (x, context.Cosines, context.Sines, context.Mask)
            : (rows.Of(x), rows.OfTable(context.Cosines), rows.OfTable(context.Sines), rows.OfMask(context.Mask));
        var asked = RotaryEmbedding.Rotate(Split(queries.Pass(q_proj.call(asking), rows)), cosines, sines);        // [B, H, R, d]
        var keys = RotaryEmbedding.Rotate(Split(k_proj.call(x)), context.Cosines, context.Sines);
        var values = Split(v_proj.call(x));
        if (context.Cache is not null) (keys, values) = context.Cache.Extend(layer, keys, values);                 // [B, H, U, d]

        var mixed = heads.Pass(Attention.Attend(asked, keys, values, mask, pattern, rows), rows);                  // [B, H, R, d]
        return @out.Pass(o_proj.call(mixed.transpose(1, 2).reshape(asking.shape)), rows);                          // [B, R, L]
    }

    private Tensor Split(Tensor x) => x.view(x.shape[0], x.shape[1], headCount, x.shape[2] / headCount).transpose(1, 2);
}
