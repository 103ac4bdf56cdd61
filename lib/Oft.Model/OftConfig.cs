using Oft.Contracts;
using Oft.Model.Adapters;

namespace Oft.Model;

/// <summary>What an OFT policy is made of. It is saved beside the weights and is the only place to say it.</summary>
public sealed record OftConfig
{
    /// <summary>Cameras, widths and chunk length.</summary>
    public required RobotSpec Robot { get; init; }

    /// <summary>Sizes of the pretrained part.</summary>
    public required BackboneConfig Backbone { get; init; }

    /// <summary>How hidden states become actions.</summary>
    public ActionHead Head { get; init; } = ActionHead.L1Regression;

    /// <summary>The robot's own state is one token of the sequence.</summary>
    public bool Proprio { get; init; } = true;

    /// <summary>The task sentence scales and shifts every block of both towers.</summary>
    public bool Film { get; init; }

    /// <summary>How it was fine-tuned; null where every weight was trained.</summary>
    public LoraConfig? Lora { get; init; } = new();

    /// <summary>Steps of noise a diffusion head is trained with.</summary>
    public int DiffusionTrainSteps { get; init; } = 50;

    /// <summary>Steps a diffusion head takes when acting.</summary>
    public int DiffusionSteps { get; init; } = 50;

    /// <summary>V, cameras.</summary>
    public int Views => Robot.Views.Count;

    /// <summary>K, actions per pass: one for the two heads that say a single action.</summary>
    public int ChunkLength => Head is ActionHead.Autoregressive or ActionHead.ParallelStep ? 1 : Robot.ChunkLength;

    /// <summary>K·A, numbers per pass.</summary>
    public int ActionSlots => ChunkLength * Robot.ActionWidth;

    /// <summary>The layout of one sample.</summary>
    /// <param name="promptTokens">Tokens of its prompt, start token included.</param>
    public SequenceLayout Layout(int promptTokens) => new(Views * Backbone.Patches, Proprio ? 1 : 0, Head is ActionHead.Diffusion ? 1 : 0, promptTokens - 1, ActionSlots);

    /// <summary>OFT as published for LIBERO: two cameras, proprioception, L1 regression, chunks of 8.</summary>
    public static OftConfig Libero { get; } = new()
    {
        Robot = RobotSpec.Libero,
        Backbone = BackboneConfig.OpenVla7B,
    };

    /// <summary>OFT+ as published for ALOHA: three cameras, two arms, FiLM, chunks of 25.</summary>
    public static OftConfig Aloha { get; } = Libero with { Robot = RobotSpec.Aloha, Film = true };

    /// <summary>The LIBERO policy in the published size.</summary>
    public static OftConfig OpenVla7B => Libero;

    /// <summary>The LIBERO policy, small enough to train on two CPU cores, every weight trained.</summary>
    public static OftConfig Tiny { get; } = Libero with { Backbone = BackboneConfig.Tiny, Lora = null };

    /// <summary>Refuses what cannot be.</summary>
    /// <exception cref="ArgumentException">A size or a combination that cannot be; the message says which.</exception>
    public OftConfig Checked()
    {
        Backbone.Checked();
        if (Views < 1) throw new ArgumentException($"robot '{Robot.Name}': expected at least one view, got none.");
        if (Robot.ActionWidth < 1 || Robot.ChunkLength < 1) throw new ArgumentException($"robot '{Robot.Name}': expected a positive action width and chunk length, got {Robot.ActionWidth} and {Robot.ChunkLength}.");
        if (Proprio && Robot.ProprioWidth < 1) throw new ArgumentException($"robot '{Robot.Name}': proprioception is on, but the robot reports {Robot.ProprioWidth} numbers; turn it off or name the width.");
        if (Head is ActionHead.Autoregressive && (Proprio || Film || Views != 1))
            throw new ArgumentException("autoregressive decoding is the original OpenVLA: expected one view, no proprioception and no FiLM.");
        if (DiffusionSteps < 1 || DiffusionSteps > DiffusionTrainSteps)
            throw new ArgumentException($"diffusion: expected 1 to {DiffusionTrainSteps} steps, got {DiffusionSteps}.");
        return this;
    }
}
