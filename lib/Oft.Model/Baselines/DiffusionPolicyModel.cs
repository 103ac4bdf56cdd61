using Oft.Model.Heads;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Oft.Model.Baselines;

/// <summary>Diffusion Policy with a transformer denoiser: actions are taken out of noise, given what is seen.</summary>
/// <remarks>
/// <code>
/// memory = encoder([sentence | state | places])                 once for a chunk
/// â      = head(decoder(noisy actions, [step | memory]))       at every step
/// loss   = mean (â - actions)²
/// ε̂      = (noisy - √ᾱ · â) / √(1 - ᾱ)                          for the next step when acting
/// </code>
/// The clean chunk is foretold instead of the noise, which the authors' code allows too (prediction "sample"): where there is little noise, ε is a small
/// difference of the actions divided by a smaller number, and a network this small spends thousands of steps on that division before it looks.
/// <para>Shapes: B samples, K chunk length, A action width, W width, M memory tokens.</para>
/// <para>Source: C. Chi et al., "Diffusion Policy", arXiv 2303.04137, section III (its transformer variant); DDIM as in <see cref="DiffusionSchedule"/>.</para>
/// </remarks>
public sealed class DiffusionPolicyModel : Baseline
{
    private readonly ConditionTokens condition;
    private readonly ModuleList<MixingBlock> encoder;
    private readonly Linear step;
    private readonly Linear action_in;
    private readonly Parameter action_places;
    private readonly ModuleList<MixingBlock> decoder;
    private readonly TokenNorm norm;
    private readonly Linear head;
    private readonly DiffusionSchedule schedule;

    /// <summary>Makes the network.</summary>
    public DiffusionPolicyModel(BaselineConfig config, Placement placement) : base(nameof(DiffusionPolicyModel), config.Checked())
    {
        var width = config.Width;
        schedule = new(config.DiffusionTrainSteps);
        condition = new(config, placement);
        encoder = nn.ModuleList<MixingBlock>();
        for (var i = 0; i < config.EncoderLayers; i++) encoder.Add(new MixingBlock(width, config.Heads, memory: false, placement));
        step = placement.Linear(width, width);
        action_in = placement.Linear(config.Robot.ActionWidth, width);
        action_places = placement.Normal(0.02, 1, config.Robot.ChunkLength, width);
        decoder = nn.ModuleList<MixingBlock>();
        for (var i = 0; i < config.DecoderLayers; i++) decoder.Add(new MixingBlock(width, config.Heads, memory: true, placement));
        norm = new(width, 1e-5, placement);
        head = placement.Linear(width, config.Robot.ActionWidth);
        RegisterComponents();
    }

    /// <inheritdoc/>
    public override BaselineLoss Loss(ModelInputs inputs, Tensor targets, Tensor noise, IReadOnlyList<int> timesteps)
    {
        var said = Denoise(schedule.AddNoise(targets, noise, timesteps), timesteps, Memory(inputs));
        var error = functional.mse_loss(said, targets.to(said.dtype));
        return new(error, [("loss_value", error.detach())]);
    }

    /// <inheritdoc/>
    public override Tensor Act(ModelInputs inputs, Tensor noise)
    {
        var memory = Memory(inputs);
        var x = noise;                                                                                        // [B, K, A]
        foreach (var timestep in schedule.Timesteps(Config.DiffusionSteps))
        {
            var clean = Denoise(x, [.. Enumerable.Repeat(timestep, (int)x.shape[0])], memory);
            x = schedule.Step(x, schedule.NoiseIn(x, clean, timestep), timestep, Config.DiffusionSteps).Next;
        }
        return x;
    }

    // [B, M, W]
    private Tensor Memory(ModelInputs inputs)
    {
        var memory = condition.call(inputs);
        foreach (var block in encoder) memory = block.call(memory, null);
        return memory;
    }

    // [B, K, A] what the noisy actions are without their noise.
    private Tensor Denoise(Tensor noisy, IReadOnlyList<int> timesteps, Tensor memory)
    {
        var when = step.call(TimestepEncoding.Encode(timesteps, Config.Width, memory.device)).unsqueeze(1);   // [B, 1, W]
        var seen = cat([when.to(memory.dtype), memory], 1);                                                   // [B, 1 + M, W]
        var x = action_in.call(noisy) + action_places;                                                        // [B, K, W]
        foreach (var block in decoder) x = block.call(x, seen);
        return head.call(norm.call(x));
    }
}
