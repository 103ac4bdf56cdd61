using Oft.Model.Adapters;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Oft.Model.Vision;

/// <summary>The pooling head that SigLIP's weights carry. It is kept, adapted and saved, and never run.</summary>
/// <remarks><para>Upstream: timm/layers/attention_pool.py; the features are taken before it.</para></remarks>
public sealed class AttentionPool : Module
{
    private readonly Parameter latent;
    private readonly AdaptableLinear q;
    private readonly AdaptableLinear kv;
    private readonly AdaptableLinear proj;
    private readonly TokenNorm norm;
    private readonly VisionFeedForward mlp;

    /// <summary>Makes the weights.</summary>
    public AttentionPool(int width, int hidden, Placement placement) : base(nameof(AttentionPool))
    {
        latent = placement.Normal(1 / Math.Sqrt(width), 1, 1, width);
        q = new(width, width, hasBias: true, placement);
        kv = new(width, 2 * width, hasBias: true, placement);
        proj = new(width, width, hasBias: true, placement);
        norm = new(width, 1e-6, placement);
        mlp = new(width, hidden, placement);
        RegisterComponents();
    }
}
