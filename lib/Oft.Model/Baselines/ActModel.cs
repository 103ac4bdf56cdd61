using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Oft.Model.Baselines;

/// <summary>ACT: a chunk is decoded from what is seen and a latent style, which training infers from the chunk itself.</summary>
/// <remarks>
/// <code>
/// training   μ, σ = posterior([class | state | actions])        z = μ + σ · ε
/// acting     z = 0
/// memory  = encoder([z | sentence | state | places])
/// actions = head(decoder(K learned queries, memory))
/// loss    = mean |actions - targets| + weight · KL(N(μ, σ) ‖ N(0, 1))
/// </code>
/// <para>Shapes: B samples, K chunk length, A action width, W width, Z latent width, M memory tokens.</para>
/// <para>Source: T. Zhao et al., "Learning Fine-Grained Bimanual Manipulation with Low-Cost Hardware", arXiv 2304.13705, section IV; the sentence is this house's addition, as in the comparison of the OFT paper.</para>
/// </remarks>
public sealed class ActModel : Baseline
{
    private readonly ConditionTokens condition;
    private readonly Parameter @class;
    private readonly Linear action_in;
    private readonly Parameter action_places;
    private readonly ModuleList<MixingBlock> posterior;
    private readonly Linear moments;
    private readonly Linear latent;
    private readonly ModuleList<MixingBlock> encoder;
    private readonly Parameter queries;
    private readonly ModuleList<MixingBlock> decoder;
    private readonly TokenNorm norm;
    private readonly Linear head;

    /// <summary>Makes the network.</summary>
    public ActModel(BaselineConfig config, Placement placement) : base(nameof(ActModel), config.Checked())
    {
        var (width, heads) = (config.Width, config.Heads);
        condition = new(config, placement);
        @class = placement.Normal(0.02, 1, 1, width);
        action_in = placement.Linear(config.Robot.ActionWidth, width);
        action_places = placement.Normal(0.02, 1, config.Robot.ChunkLength, width);
        posterior = Blocks(config.EncoderLayers, memory: false);
        moments = placement.Linear(width, 2 * config.LatentWidth);
        latent = placement.Linear(config.LatentWidth, width);
        encoder = Blocks(config.EncoderLayers, memory: false);
        queries = placement.Normal(0.02, 1, config.Robot.ChunkLength, width);
        decoder = Blocks(config.DecoderLayers, memory: true);
        norm = new(width, 1e-5, placement);
        head = placement.Linear(width, config.Robot.ActionWidth);
        RegisterComponents();

        ModuleList<MixingBlock> Blocks(int count, bool memory)
        {
            var blocks = nn.ModuleList<MixingBlock>();
            for (var i = 0; i < count; i++) blocks.Add(new MixingBlock(width, heads, memory, placement));
            return blocks;
        }
    }

    /// <inheritdoc/>
    public override BaselineLoss Loss(ModelInputs inputs, Tensor targets, Tensor noise, IReadOnlyList<int> timesteps)
    {
        var (mean, logVariance) = Posterior(inputs, targets);                                                 // [B, Z] each
        var style = mean + (logVariance * 0.5).exp() * noise.flatten(1).narrow(1, 0, Config.LatentWidth);
        var error = functional.l1_loss(Decode(inputs, style), targets);
        var divergence = (logVariance.exp() + mean.square() - 1 - logVariance).sum(1).mean() * 0.5;
        return new(error + divergence * Config.KlWeight, [("loss_value", error.detach()), ("kl_divergence", divergence.detach())]);
    }

    /// <inheritdoc/>
    public override Tensor Act(ModelInputs inputs, Tensor noise) => Decode(inputs, zeros([inputs.Prompts.Count, Config.LatentWidth], dtype: head.weight!.dtype, device: head.weight.device));

    private (Tensor Mean, Tensor LogVariance) Posterior(ModelInputs inputs, Tensor targets)
    {
        var parts = new List<Tensor> { @class.expand(targets.shape[0], -1, -1) };
        if (condition.State(inputs) is { } state) parts.Add(state);
        parts.Add(action_in.call(targets) + action_places);
        var x = cat([.. parts.Select(part => part.to(parts[^1].dtype))], 1);                                  // [B, 1 + (1) + K, W]
        foreach (var block in posterior) x = block.call(x, null);
        var both = moments.call(x.select(1, 0)).chunk(2, 1);
        return (both[0], both[1]);
    }

    // [B, K, A]
    private Tensor Decode(ModelInputs inputs, Tensor style)
    {
        var seen = condition.call(inputs);
        var memory = cat([latent.call(style).unsqueeze(1).to(seen.dtype), seen], 1);                          // [B, 1 + M, W]
        foreach (var block in encoder) memory = block.call(memory, null);
        var x = queries.expand(memory.shape[0], -1, -1).to(memory.dtype);                                     // [B, K, W]
        foreach (var block in decoder) x = block.call(x, memory);
        return head.call(norm.call(x));
    }
}
