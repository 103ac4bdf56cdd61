using Oft.Model.Taps;
using Oft.Torch;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Oft.Model.Vision;

/// <summary>Both towers on every view, side by side on channels, view after view on tokens.</summary>
/// <remarks>
/// <para>Shapes: B samples, V views, P patches, D both widths, L language width.</para>
/// <para>Taps: <c>fused</c> [B, V·P, D].</para>
/// <para>Upstream: prismatic/extern/hf/modeling_prismatic.py, PrismaticVisionBackbone.</para>
/// </remarks>
public sealed class VisionTowers : Module<Tensor, FilmModulation?, Tensor>
{
    private readonly VisionTower dino;
    private readonly VisionTower siglip;
    private readonly Tap fused = new();

    /// <summary>Makes both towers.</summary>
    /// <param name="config">Their sizes.</param>
    /// <param name="film">Wrap every block by FiLM.</param>
    /// <param name="placement">Where their weights live.</param>
    public VisionTowers(BackboneConfig config, bool film, Placement placement) : base(nameof(VisionTowers))
    {
        int? filmWidth = film ? config.Language.Width : null;
        dino = new(config.Dino, filmWidth, placement);
        siglip = new(config.Siglip, filmWidth, placement);
        RegisterComponents();
    }

    /// <summary>The tower of the first three channels.</summary>
    public VisionTower Dino => dino;

    /// <summary>The tower of the last three channels.</summary>
    public VisionTower Siglip => siglip;

    /// <summary>Sends all views through a tower in one batch; otherwise one after another.</summary>
    public bool ViewsTogether { get; set; } = true;

    /// <summary>What sentences do to every block that is run.</summary>
    /// <param name="language">[B, L] mean embeddings of the sentences.</param>
    public FilmModulation Modulate(Tensor language) => new(dino.Modulate(language), siglip.Modulate(language));

    /// <summary>Looks at every view with both towers.</summary>
    /// <param name="pixels">[B, V·6, height, width]: per view three channels normalised for DINOv2, then three for SigLIP.</param>
    /// <param name="modulation">What the sentences do to the blocks; needed with FiLM.</param>
    /// <returns>[B, V·P, D]</returns>
    public override Tensor forward(Tensor pixels, FilmModulation? modulation)
    {
        var size = dino.Config.ImageSize;
        if (pixels.dim() != 4 || pixels.shape[1] % 6 != 0)
            throw new ArgumentException($"pixels: expected [B, V·6, {size}, {size}], got [{string.Join(", ", pixels.shape)}]. Each view brings three channels per tower.");
        pixels.Expect([pixels.shape[0], pixels.shape[1], size, size], "Views are resized before they reach the model.");

        var views = pixels.shape[1] / 6;
        return fused.call(ViewsTogether || views == 1
            ? Look(pixels, views, modulation)
            : cat([.. Enumerable.Range(0, (int)views).Select(view => Look(pixels.narrow(1, 6 * view, 6), 1, modulation))], 1));   // [B, V·P, D]
    }

    private Tensor Look(Tensor pixels, long views, FilmModulation? modulation)
    {
        var (samples, size) = (pixels.shape[0], dino.Config.ImageSize);
        var single = pixels.reshape(samples * views, 6, size, size);                          // [B·V, 6, h, w]
        var perView = modulation?.Spread(views);
        // Upstream: the list order [dino, siglip] decides, whatever comments there say.
        var first = dino.call(single.narrow(1, 0, 3), perView?.Dino);                          // [B·V, P, D₁]
        var second = siglip.call(single.narrow(1, 3, 3), perView?.Siglip);                           // [B·V, P, D₂]
        return cat([first, second], 2).reshape(samples, views * first.shape[1], -1);           // [B, V·P, D]
    }

    /// <summary>Sets every γ and β to zero: with FiLM on, the towers start as the plain towers.</summary>
    public void NeutralizeFilm()
    {
        foreach (var film in dino.Blocks.Concat(siglip.Blocks).OfType<FilmBlock>()) film.Neutralize();
    }
}
