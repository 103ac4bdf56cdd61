using Oft.Model.Adapters;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Oft.Model.Vision;

/// <summary>Two linear layers around an exact GELU.</summary>
/// <remarks><para>Upstream: timm/models/vision_transformer.py, Mlp; timm 0.9.10 uses the erf form in both towers.</para></remarks>
public sealed class VisionFeedForward : Module<Tensor, Tensor>
{
    private readonly AdaptableLinear fc1;
    private readonly AdaptableLinear fc2;

    /// <summary>Makes the layer.</summary>
    public VisionFeedForward(int width, int hidden, Placement placement) : base(nameof(VisionFeedForward))
    {
        fc1 = new(width, hidden, hasBias: true, placement);
        fc2 = new(hidden, width, hasBias: true, placement);
        RegisterComponents();
    }

    /// <summary>Maps every token by itself.</summary>
    /// <param name="x">[B, N, D]</param>
    /// <returns>[B, N, D]</returns>
    public override Tensor forward(Tensor x) => fc2.call(functional.gelu(fc1.call(x)));
}
