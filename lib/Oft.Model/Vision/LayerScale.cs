using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Oft.Model.Vision;

/// <summary>One learned factor per channel.</summary>
/// <remarks>Upstream: timm calls the factor <c>gamma</c>; the checkpoint says <c>scale_factor</c>, because Hugging Face rewrites names with "gamma".</remarks>
public sealed class LayerScale : Module<Tensor, Tensor>
{
    private readonly Parameter scale_factor;

    /// <summary>Makes the factor; it starts at one.</summary>
    public LayerScale(int width, Placement placement) : base(nameof(LayerScale))
    {
        scale_factor = placement.Constant(1, width);
        RegisterComponents();
    }

    /// <summary>Scales the channels.</summary>
    /// <param name="x">[B, N, D]</param>
    /// <returns>[B, N, D]</returns>
    public override Tensor forward(Tensor x) => x * scale_factor;
}
