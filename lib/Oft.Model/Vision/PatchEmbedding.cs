using Oft.Model.Adapters;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Oft.Model.Vision;

/// <summary>Cuts a picture into patches and describes each by one vector, row by row.</summary>
public sealed class PatchEmbedding : Module<Tensor, Tensor>
{
    private readonly AdaptableConvolution proj;

    /// <summary>Makes the layer.</summary>
    public PatchEmbedding(int width, int patch, Placement placement) : base(nameof(PatchEmbedding))
    {
        proj = new(3, width, patch, placement);
        RegisterComponents();
    }

    /// <summary>Describes patches.</summary>
    /// <param name="pixels">[B, 3, height, width]</param>
    /// <returns>[B, P, D], row-major over the picture.</returns>
    public override Tensor forward(Tensor pixels) => proj.call(pixels).flatten(2).transpose(1, 2);
}
