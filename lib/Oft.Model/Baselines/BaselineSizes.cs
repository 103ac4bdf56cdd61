namespace Oft.Model.Baselines;

/// <summary>Which baseline, and how large: what a recipe says of it.</summary>
public record BaselineSizes
{
    /// <summary>Which of the two.</summary>
    public required BaselineKind Kind { get; init; }

    /// <summary>Pixels along a view's side.</summary>
    public int ImageSize { get; init; } = 84;

    /// <summary>W, features per token.</summary>
    public int Width { get; init; } = 128;

    /// <summary>Attention heads.</summary>
    public int Heads { get; init; } = 4;

    /// <summary>Blocks that mix what is seen, told and felt.</summary>
    public int EncoderLayers { get; init; } = 2;

    /// <summary>Blocks from which the chunk comes.</summary>
    public int DecoderLayers { get; init; } = 2;

    /// <summary>Z, numbers of ACT's latent, which says in which style a chunk is done.</summary>
    public int LatentWidth { get; init; } = 32;

    /// <summary>What ACT's divergence from a normal latent is multiplied by; the ACT paper takes 10.</summary>
    public double KlWeight { get; init; } = 10;
}
