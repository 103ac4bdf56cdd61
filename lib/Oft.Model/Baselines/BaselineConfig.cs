using System.Diagnostics.CodeAnalysis;
using Oft.Contracts;

namespace Oft.Model.Baselines;

/// <summary>What a baseline is made of. It is saved beside its weights.</summary>
public sealed record BaselineConfig : BaselineSizes
{
    /// <summary>Says everything itself.</summary>
    public BaselineConfig()
    {
    }

    /// <summary>Puts sizes on a robot.</summary>
    /// <param name="sizes">Which baseline, and how large.</param>
    /// <param name="robot">Cameras, widths and chunk length.</param>
    [SetsRequiredMembers]
    public BaselineConfig(BaselineSizes sizes, RobotSpec robot) : base(sizes) => Robot = robot;

    /// <summary>Cameras, widths and chunk length; no proprioception is read where its width is 0.</summary>
    public required RobotSpec Robot { get; init; }

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
