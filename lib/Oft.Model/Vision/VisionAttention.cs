using Oft.Model.Adapters;
using Oft.Model.Taps;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Oft.Model.Vision;

/// <summary>Every token of a picture looks at every other.</summary>
/// <remarks>
/// <para>Shapes: B pictures, N tokens, D width, H heads, d = D / H.</para>
/// <para>Taps: <c>pattern</c> [B, H, N, N], <c>heads</c> [B, H, N, d], <c>out</c> [B, N, D].</para>
/// <para>Upstream: timm/models/vision_transformer.py, Attention.</para>
/// </remarks>
public sealed class VisionAttention : Module<Tensor, Tensor>
{
    private readonly AdaptableLinear qkv;
    private readonly AdaptableLinear proj;
    private readonly Tap pattern = new();
    private readonly Tap heads = new();
    private readonly Tap @out = new();
    private readonly int headCount;

    /// <summary>Makes the layer.</summary>
    public VisionAttention(int width, int heads, Placement placement) : base(nameof(VisionAttention))
    {
        headCount = heads;
        qkv = new(width, 3 * width, hasBias: true, placement);
        proj = new(width, width, hasBias: true, placement);
        RegisterComponents();
    }

    /// <summary>Attends without a mask.</summary>
    /// <param name="x">[B, N, D]</param>
    /// <returns>[B, N, D]</returns>
    public override Tensor forward(Tensor x)
    {
        var (samples, tokens, width) = (x.shape[0], x.shape[1], x.shape[2]);
        var split = qkv.call(x).view(samples, tokens, 3, headCount, width / headCount).permute(2, 0, 3, 1, 4).unbind(0);   // 3 × [B, H, N, d]
        var mixed = heads.call(Attention.Attend(split[0], split[1], split[2], mask: null, pattern));                       // [B, H, N, d]
        return @out.call(proj.call(mixed.transpose(1, 2).reshape(samples, tokens, width)));
    }
}
