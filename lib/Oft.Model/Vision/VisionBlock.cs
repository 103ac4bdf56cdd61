using Oft.Model.Taps;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Oft.Model.Vision;

/// <summary>One pre-norm transformer block of a tower.</summary>
/// <remarks>
/// <code>
/// x ← x + ls1 · attention(norm1(x))
/// x ← x + ls2 · mlp(norm2(x))              ls1, ls2 only in DINOv2
/// </code>
/// <para>Shapes: B pictures, N tokens, D width.</para>
/// <para>Taps: <c>out</c> [B, N, D], the residual stream after the block.</para>
/// <para>Upstream: timm/models/vision_transformer.py, Block.</para>
/// </remarks>
public sealed class VisionBlock : Module<Tensor, Tensor>
{
    private readonly TokenNorm norm1;
    private readonly VisionAttention attn;
    private readonly LayerScale? ls1;
    private readonly TokenNorm norm2;
    private readonly VisionFeedForward mlp;
    private readonly LayerScale? ls2;
    private readonly Tap @out = new();

    /// <summary>Makes a block with the usual four-fold feed-forward and no layer scale.</summary>
    public VisionBlock(int width, int heads) : this(new() { Width = width, Depth = 2, Heads = heads, MlpHidden = 4 * width }, Placement.Default)
    {
    }

    /// <summary>Makes a block of a tower.</summary>
    public VisionBlock(VisionTowerConfig config, Placement placement) : base(nameof(VisionBlock))
    {
        Width = config.Width;
        norm1 = new(config.Width, 1e-6, placement);
        attn = new(config.Width, config.Heads, placement);
        ls1 = config.LayerScale ? new(config.Width, placement) : null;
        norm2 = new(config.Width, 1e-6, placement);
        mlp = new(config.Width, config.MlpHidden, placement);
        ls2 = config.LayerScale ? new(config.Width, placement) : null;
        RegisterComponents();
    }

    /// <summary>D, features per token.</summary>
    public int Width { get; }

    /// <summary>Runs both halves.</summary>
    /// <param name="x">[B, N, D]</param>
    /// <returns>[B, N, D]</returns>
    public override Tensor forward(Tensor x) => FeedForwardHalf(AttentionHalf(x));

    /// <summary>x + attention, residual included.</summary>
    public Tensor AttentionHalf(Tensor x)
    {
        // What backward does not need is let go of here, not at the end of the step.
        using var scope = NewDisposeScope();
        var seen = attn.call(norm1.call(x));
        return (x + (ls1 is null ? seen : ls1.call(seen))).MoveToOuterDisposeScope();
    }

    /// <summary>x + feed-forward, residual included.</summary>
    public Tensor FeedForwardHalf(Tensor x)
    {
        using var scope = NewDisposeScope();
        var thought = mlp.call(norm2.call(x));
        return @out.call(x + (ls2 is null ? thought : ls2.call(thought))).MoveToOuterDisposeScope();
    }
}
