using Oft.Model.Taps;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Oft.Model.Language;

/// <summary>One pre-norm transformer block of the language model.</summary>
/// <remarks>
/// <code>
/// x ← x + attention(norm x)
/// x ← x + feedforward(norm x)
/// </code>
/// <para>Shapes: B samples, T positions, R ≤ T of them computed, L width.</para>
/// <para>Taps: <c>out</c> [B, R, L], the residual stream after the block.</para>
/// </remarks>
public sealed class LlamaBlock : Module<Tensor, ReadingContext, Tensor>
{
    private readonly RmsNorm input_layernorm;
    private readonly LlamaAttention attn;
    private readonly RmsNorm post_attention_layernorm;
    private readonly LlamaFeedForward mlp;
    private readonly Tap @out = new();

    /// <summary>Makes the block.</summary>
    public LlamaBlock(LanguageConfig config, int layer, Placement placement) : base(nameof(LlamaBlock))
    {
        input_layernorm = new(config.Width, config.RmsEpsilon, placement);
        attn = new(config, layer, placement);
        post_attention_layernorm = new(config.Width, config.RmsEpsilon, placement);
        mlp = new(config.Width, config.MlpHidden, placement);
        RegisterComponents();
    }

    /// <summary>Runs the block.</summary>
    /// <param name="x">[B, T, L]</param>
    /// <param name="context">Rotations, mask, cache and the rows to compute.</param>
    /// <returns>[B, R, L]</returns>
    public override Tensor forward(Tensor x, ReadingContext context)
    {
        if (context.Cache is not null) return Through(x, context);
        // What backward does not need is let go of here, not at the end of the step; a cache would outlive the scope.
        using var scope = NewDisposeScope();
        return Through(x, context).MoveToOuterDisposeScope();
    }

    private Tensor Through(Tensor x, ReadingContext context)
    {
        var rows = context.Rows;
        x = (rows is null ? x : rows.Of(x)) + attn.call(input_layernorm.call(x), context);
        return @out.Pass(x + mlp.call(post_attention_layernorm.call(x), rows), rows);
    }
}
