using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Oft.Model.Baselines;

/// <summary>A small convolutional network that describes every place of every view by one token.</summary>
/// <remarks>
/// <code>
/// four times: convolution 3x3 with stride 2, group norm, ReLU          size → ⌈size / 16⌉
/// </code>
/// <para>Shapes: B samples, V views, P places of a view, W width.</para>
/// It stands where ACT and Diffusion Policy have a ResNet-18.
/// </remarks>
public sealed class PictureTokens : Module<Tensor, Tensor>
{
    private readonly ModuleList<Conv2d> convolutions;
    private readonly ModuleList<GroupNorm> norms;
    private readonly Parameter places;
    private readonly int views;

    /// <summary>Makes the network.</summary>
    public PictureTokens(int views, int imageSize, int width, Placement placement) : base(nameof(PictureTokens))
    {
        this.views = views;
        int[] channels = [3, .. Channels(width)];
        convolutions = nn.ModuleList<Conv2d>();
        norms = nn.ModuleList<GroupNorm>();
        var side = imageSize;
        for (var i = 0; i < 4; i++)
        {
            convolutions.Add(Conv2d(channels[i], channels[i + 1], 3, stride: 2, padding: 1, device: placement.Device, dtype: placement.Dtype));
            norms.Add(GroupNorm(8, channels[i + 1], device: placement.Device, dtype: placement.Dtype));
            side = (side + 1) / 2;
        }
        places = placement.Normal(0.02, 1, views * side * side, width);
        RegisterComponents();
    }

    /// <summary>What every convolution says of a place.</summary>
    public static IReadOnlyList<int> Channels(int width) => [Math.Max(8, width / 4), Math.Max(8, width / 2), width, width];

    /// <summary>Describes views.</summary>
    /// <param name="pixels">[B, V·6, height, width], of which each view's first three channels are taken: those with ImageNet's normalisation.</param>
    /// <returns>[B, V·P, W]</returns>
    public override Tensor forward(Tensor pixels)
    {
        using var scope = NewDisposeScope();
        var samples = pixels.shape[0];
        var x = pixels.view(samples * views, 6, pixels.shape[2], pixels.shape[3]).narrow(1, 0, 3);         // [B·V, 3, h, w]
        for (var i = 0; i < convolutions.Count; i++) x = functional.relu(norms[i].call(convolutions[i].call(x)));
        var tokens = x.flatten(2).transpose(1, 2);                                                        // [B·V, P, W]
        return (tokens.reshape(samples, views * tokens.shape[1], tokens.shape[2]) + places).MoveToOuterDisposeScope();
    }
}
