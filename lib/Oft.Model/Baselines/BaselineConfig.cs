using Oft.Contracts;

namespace Oft.Model.Baselines;

/// <summary>What a baseline is made of. It is saved beside its weights.</summary>
public sealed record BaselineConfig
{
    /// <summary>Which of the two.</summary>
    public required BaselineKind Kind { get; init; }

    /// <summary>Cameras, widths and chunk length.</summary>
    public required RobotSpec Robot { get; init; }

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

    /// <summary>Steps of noise Diffusion Policy is trained with.</summary>
    public int DiffusionTrainSteps { get; init; } = 50;

    /// <summary>Steps it takes when acting.</summary>
    public int DiffusionSteps { get; init; } = 10;

    /// <summary>How observations come in: through the same door as the large model's, at this picture size. Batches for training draw noise through it.</summary>
    public OftConfig Encoding => OftConfig.Tiny with
    {
        Robot = Robot,
        Head = ActionHead.Diffusion,
        Proprio = Robot.ProprioWidth > 0,
        DiffusionTrainSteps = DiffusionTrainSteps,
        DiffusionSteps = DiffusionSteps,
        Backbone = BackboneConfig.Tiny with { Dino = BackboneConfig.Tiny.Dino with { ImageSize = ImageSize }, Siglip = BackboneConfig.Tiny.Siglip with { ImageSize = ImageSize } },
    };

    /// <summary>Refuses what cannot be.</summary>
    /// <exception cref="ArgumentException">A size or a combination that cannot be; the message says which.</exception>
    public BaselineConfig Checked()
    {
        Encoding.Checked();
        if (Width < 8 || Width % 8 != 0 || Heads < 1 || Width % Heads != 0)
            throw new ArgumentException($"baseline: expected a width that 8 and its heads divide, got width {Width} and {Heads} heads.");
        if (EncoderLayers < 1 || DecoderLayers < 1) throw new ArgumentException($"baseline: expected at least one block on each side, got {EncoderLayers} and {DecoderLayers}.");
        if (LatentWidth < 1 || LatentWidth > Robot.ChunkLength * Robot.ActionWidth)
            throw new ArgumentException($"baseline: expected 1 to K·A = {Robot.ChunkLength * Robot.ActionWidth} latent numbers, got {LatentWidth}.");
        if (!(KlWeight >= 0)) throw new ArgumentException($"baseline: expected a divergence weight of at least 0, got {KlWeight}.");
        return this;
    }
}
