using Oft.Model.Heads;
using Oft.Model.Language;
using Oft.Model.Taps;
using Oft.Model.Vision;
using Oft.Torch;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Oft.Model;

/// <summary>OpenVLA-OFT: pictures, sentence and the robot's own state in, one chunk of actions out, in one pass.</summary>
/// <remarks>
/// <code>
/// patches  = projector(towers(pixels))
/// sequence = [ start | patches | proprio | diffusion step | prompt | action slots | stop ]
/// hidden   = llama(sequence)                    bidirectional
/// actions  = head(hidden one position before each slot)
/// </code>
/// <para>Shapes: B samples, V views, P patches, T positions, N prompt tokens, L language width, K chunk length, A action width, S proprio width.</para>
/// <para>Taps: <c>reads</c> [B, K·A, L], and those of every part.</para>
/// <para>Upstream: prismatic/extern/hf/modeling_prismatic.py, OpenVLAForActionPrediction.</para>
/// </remarks>
public sealed class OftModel : Module<ModelInputs, ModelOutputs>
{
    private readonly VisionTowers vision;
    private readonly Projector projector;
    private readonly Llama language;
    private readonly TokenProjector? proprio;
    private readonly TokenProjector? noise;
    private readonly ActionResNet? head;
    private readonly Tap reads = new();

    /// <summary>Makes the model with starting values.</summary>
    public OftModel(OftConfig config) : this(config, Placement.Default)
    {
    }

    /// <summary>Makes the model.</summary>
    /// <param name="config">What it is made of.</param>
    /// <param name="placement">Where its weights live.</param>
    /// <exception cref="ArgumentException">The configuration cannot be.</exception>
    public OftModel(OftConfig config, Placement placement) : base(nameof(OftModel))
    {
        Config = config.Checked();
        var width = config.Backbone.Language.Width;
        vision = new(config.Backbone, config.Film, placement);
        projector = new(config.Backbone.VisionWidth, width, placement);
        language = new(config.Backbone.Language, placement);
        if (config.Proprio) proprio = new(config.Robot.ProprioWidth, width, placement);
        if (config.Head is ActionHead.Diffusion) noise = new(1, width, placement);
        if (config.Head is ActionHead.L1Regression or ActionHead.Diffusion) head = new(width, config.Robot.ActionWidth, placement);
        RegisterComponents();
        Shortcuts = Shortcuts.All;
    }

    /// <summary>What it is made of.</summary>
    public OftConfig Config { get; }

    /// <summary>What acting leaves out and keeps; none of it changes an action.</summary>
    public Shortcuts Shortcuts
    {
        get;
        set
        {
            field = value;
            vision.ViewsTogether = value.ViewsTogether;
            language.Rotary.Keeps = value.RotationsKept;
        }
    }

    /// <summary>Both towers.</summary>
    public VisionTowers Vision => vision;

    /// <summary>From patches to the language model's space.</summary>
    public Projector Projector => projector;

    /// <summary>The language model.</summary>
    public Llama Language => language;

    /// <summary>The robot's own state as a token; null where it is not read.</summary>
    public TokenProjector? Proprio => proprio;

    /// <summary>Noisy actions as tokens; null without diffusion.</summary>
    public TokenProjector? Noise => noise;

    /// <summary>The continuous head; null where actions are tokens.</summary>
    public ActionResNet? Head => head;

    /// <summary>Blocks are computed again in backward instead of being remembered: the same numbers and gradients for less memory and more time.</summary>
    public bool Recomputes
    {
        get => language.Recomputes;
        set => (language.Recomputes, vision.Dino.Recomputes, vision.Siglip.Recomputes) = (value, value, value);
    }

    /// <summary>Where the weights live.</summary>
    public Device Device => parameters().First().device;

    /// <summary>Precision of the weights.</summary>
    public ScalarType Dtype => projector.parameters().First().dtype;

    /// <summary>Reads everything in one bidirectional pass.</summary>
    public override ModelOutputs forward(ModelInputs inputs)
    {
        var layouts = Layouts(inputs);
        var hidden = Read(inputs, rows: null);                                                        // [B, T, L]
        return new(hidden, reads.call(ReadsOf(layouts).Of(hidden)), layouts);
    }

    /// <summary>As <see cref="forward"/>, but of the last layer only what a head reads: the way of acting, and of learning.</summary>
    /// <returns>[B, K·A, L] hidden states at the action reads.</returns>
    public Tensor Reads(ModelInputs inputs)
    {
        if (!Shortcuts.LastLayerRows) return call(inputs).Reads;
        return reads.call(Read(inputs, ReadsOf(Layouts(inputs))));                                    // [B, K·A, L]
    }

    /// <summary>As <see cref="Reads"/>, and the last action's place behind them, which says the stop token: the way of learning tokens.</summary>
    /// <returns>[B, K·A + 1, L]</returns>
    public Tensor ReadsAndStop(ModelInputs inputs) => Read(inputs, new([.. Layouts(inputs).Select(layout => layout.ActionReads.Start..layout.ActionSlots.End)]));

    /// <summary>Looks at the pictures alone. What comes out does not depend on noise, so a diffusion policy looks once.</summary>
    /// <returns>[B, V·P, L] patches in the language model's space.</returns>
    public Tensor See(ModelInputs inputs)
    {
        var text = new TextSequence(inputs.Prompts, Config.Backbone.Language, Config.ActionSlots, Device);
        return See(inputs, inputs.Words ?? text.Embed(language), text);
    }

    /// <summary>Predicts chunks with the L1 head.</summary>
    /// <param name="pixels">[B, V·6, height, width]</param>
    /// <param name="promptIds">[B, N] token ids, padded on the right.</param>
    /// <param name="promptMask">[B, N] nonzero where an id is real.</param>
    /// <param name="proprio">[B, S] in [-1, 1]; null where the model reads none.</param>
    /// <returns>[B, K, A] in [-1, 1]</returns>
    public Tensor Predict(Tensor pixels, Tensor promptIds, Tensor promptMask, Tensor? proprio)
        => Actions(call(new ModelInputs(pixels, PromptBatch.Padded(promptIds, promptMask), proprio)));

    /// <summary>Runs the continuous head: actions from an L1 head, noise from a diffusion head.</summary>
    /// <returns>[B, K, A]</returns>
    public Tensor Actions(ModelOutputs outputs) => Actions(outputs.Reads);

    /// <summary>Runs the continuous head: actions from an L1 head, noise from a diffusion head.</summary>
    /// <param name="reads">[B, K·A, L] hidden states at the action reads.</param>
    /// <returns>[B, K, A]</returns>
    public Tensor Actions(Tensor reads)
    {
        using var stage = Stages.Begin(Stages.Head, reads.device);
        return (head ?? throw new InvalidOperationException($"head: expected a continuous head, this model says actions as tokens ({Config.Head}); ask for logits instead.")).call(reads);
    }

    /// <summary>Scores of every token at the action reads.</summary>
    /// <returns>[B, K·A, vocabulary] in float32</returns>
    public Tensor Logits(ModelOutputs outputs) => Logits(outputs.Reads);

    /// <summary>Scores of every token.</summary>
    /// <param name="states">[B, R, L] hidden states.</param>
    /// <returns>[B, R, vocabulary] in float32</returns>
    public Tensor Logits(Tensor states)
    {
        using var stage = Stages.Begin(Stages.Head, states.device);
        return language.Logits(states);
    }

    /// <summary>The likeliest token of every state.</summary>
    /// <param name="states">[B, R, L] hidden states.</param>
    /// <returns>[B, R] ids</returns>
    public Tensor Likeliest(Tensor states)
    {
        using var stage = Stages.Begin(Stages.Head, states.device);
        return language.Logits(states).argmax(-1);
    }

    /// <summary>Vectors of prompts, their empty slots and stop tokens: what <see cref="ModelInputs.Words"/> takes.</summary>
    /// <param name="prompts">One per sample.</param>
    /// <returns>[B, M, L]</returns>
    public Tensor Words(PromptBatch prompts)
        => new TextSequence(prompts, Config.Backbone.Language, Config.Head is ActionHead.Autoregressive ? -1 : Config.ActionSlots, Device).Embed(language);

    /// <summary>What FiLM is told: the vectors of start, prompt and stop token, and their mean.</summary>
    /// <param name="prompts">One per sample.</param>
    /// <param name="countPadding">Counts padding in the mean, as upstream's training does.</param>
    /// <returns>[B, N + 1, L] and [B, L]</returns>
    public (Tensor Words, Tensor Mean) Sentences(PromptBatch prompts, bool countPadding = false)
    {
        var text = new TextSequence(prompts, Config.Backbone.Language, Config.ActionSlots, Device);
        var words = text.Embed(language);
        return (text.WithoutSlots(words), text.Mean(words, countPadding));
    }

    /// <summary>Reads pictures, prompt and given action tokens causally in one pass, each position saying what comes next: how the original OpenVLA is trained.</summary>
    /// <param name="inputs">Pixels and prompts.</param>
    /// <param name="tokens">[B, K·A] ids of the actions.</param>
    /// <returns>As of a bidirectional pass; padding stands on the right, where no earlier position looks.</returns>
    // Upstream: prismatic/models/vlas/openvla.py before the OFT release: stock causal attention over the whole training text.
    public ModelOutputs Follow(ModelInputs inputs, Tensor tokens)
    {
        tokens.Expect([inputs.Prompts.Count, Config.ActionSlots], "Every number of the actions is one token.");
        var text = new TextSequence(inputs.Prompts, Config.Backbone.Language, Config.ActionSlots, Device);
        var words = text.Embed(language);                                                             // [B, M, L], slots empty
        var inserted = Insert(inputs, inputs.Patches ?? See(inputs, words, text));                    // [B, I, L]
        words = text.Fill(words, language.Embed(tokens));
        var layouts = Layouts(inputs);
        var hidden = language.Follow(cat([words.narrow(1, 0, 1), inserted, words.narrow(1, 1, words.shape[1] - 1)], 1));   // [B, T, L]
        return new(hidden, reads.call(ReadsOf(layouts).Of(hidden)), layouts);
    }

    /// <summary>Reads pictures and prompt causally and says one token after another, always the likeliest: the original OpenVLA.</summary>
    /// <param name="inputs">Pixels and prompts of one length.</param>
    /// <returns>Token ids [B, A], the states behind them [B, A, L], and the cache of everything read.</returns>
    /// <exception cref="ArgumentException">The prompts differ in length.</exception>
    // Upstream: removed with the OFT release; transformers' generate with a cache and stock causal attention.
    public (Tensor Tokens, Tensor States, KeyValueCache Cache) Generate(ModelInputs inputs) => Generate(inputs, given: null);

    /// <summary>As <see cref="Generate(ModelInputs)"/>, but goes on from the given tokens instead of its own.</summary>
    /// <param name="inputs">Pixels and prompts of one length.</param>
    /// <param name="given">[B, A] token ids to read on from; null takes the likeliest.</param>
    public (Tensor Tokens, Tensor States, KeyValueCache Cache) Generate(ModelInputs inputs, Tensor? given)
    {
        if (inputs.Prompts.IsRagged)
            throw new ArgumentException("autoregressive decoding: expected prompts of one length in a batch; send them one by one.");
        var text = new TextSequence(inputs.Prompts, Config.Backbone.Language, slots: -1, Device);
        var words = inputs.Words ?? text.Embed(language);                                             // [B, N, L]
        var inserted = Insert(inputs, inputs.Patches ?? See(inputs, words, text));                    // [B, V·P, L]
        var next = cat([words.narrow(1, 0, 1), inserted, words.narrow(1, 1, words.shape[1] - 1)], 1);  // [B, T, L]

        var cache = new KeyValueCache();
        var (tokens, states) = (new List<Tensor>(), new List<Tensor>());
        for (var i = 0; i < Config.Robot.ActionWidth; i++)
        {
            if (i > 0) next = language.Embed(given is null ? tokens[^1] : given.narrow(1, i - 1, 1)); // [B, 1, L]
            states.Add(ReadOn(next, cache));                                                          // [B, 1, L]
            tokens.Add(Likeliest(states[^1]));                                                        // [B, 1]
        }
        return (cat(tokens, 1), cat(states, 1), cache);
    }

    // The state behind the last of the new positions.
    private Tensor ReadOn(Tensor next, KeyValueCache cache)
    {
        using var stage = Stages.Begin(Stages.Language, next.device);
        var (samples, length) = ((int)next.shape[0], (int)next.shape[1]);
        var last = new ReadRows([.. Enumerable.Repeat((length - 1)..length, samples)]);
        return Shortcuts.LastLayerRows && length > 1 ? language.ReadOn(next, cache, last) : last.Of(language.ReadOn(next, cache));
    }

    // Everything in one sequence, read at once: [B, T, L], or [B, R, L] where only some rows are read.
    private Tensor Read(ModelInputs inputs, ReadRows? rows)
    {
        var text = new TextSequence(inputs.Prompts, Config.Backbone.Language, Config.ActionSlots, Device);
        var words = inputs.Words ?? text.Embed(language);                                             // [B, M, L], slots empty
        var patches = inputs.Patches ?? See(inputs, words, text);                                     // [B, V·P, L]
        using var stage = Stages.Begin(Stages.Language, patches.device);
        var inserted = Insert(inputs, patches);                                                       // [B, I, L]
        if (inputs.NoisyActions is not null) words = text.Fill(words, NoisyTokens(inputs.NoisyActions));
        var sequence = cat([words.narrow(1, 0, 1), inserted, words.narrow(1, 1, words.shape[1] - 1)], 1);   // [B, T, L]
        return language.Read(sequence, text.Present(inserted.shape[1]), rows);
    }

    private List<SequenceLayout> Layouts(ModelInputs inputs) => [.. inputs.Prompts.Lengths.Select(Config.Layout)];

    private static ReadRows ReadsOf(IReadOnlyList<SequenceLayout> layouts) => new([.. layouts.Select(layout => layout.ActionReads)]);

    private Tensor See(ModelInputs inputs, Tensor words, TextSequence text)
    {
        var expected = 6 * Config.Views;
        if (inputs.Pixels.shape[1] != expected)
            throw new ShapeException($"pixels: expected {expected} channels for {Config.Views} views ({string.Join(", ", Config.Robot.Views)}), got {inputs.Pixels.shape[1]}. The number of views is part of the checkpoint.");
        Tensor patches;
        using (Stages.Begin(Stages.Vision, words.device))
        {
            var film = !Config.Film ? null : inputs.Film ?? vision.Modulate(text.Mean(words, inputs.FilmCountsPadding));
            patches = vision.call(inputs.Pixels.to(Dtype), film);                                     // [B, V·P, D]
        }
        using var stage = Stages.Begin(Stages.Projector, words.device);
        return projector.call(patches);
    }

    private Tensor Insert(ModelInputs inputs, Tensor patches)
    {
        var parts = new List<Tensor> { patches };
        if (proprio is not null)
        {
            var state = inputs.Proprio ?? throw new ArgumentException($"proprio: expected [B, {Config.Robot.ProprioWidth}], got none. This model reads the robot's own state.");
            state.Expect([patches.shape[0], Config.Robot.ProprioWidth], "Proprioception is one vector per sample.");
            parts.Add(proprio.call(state.to(Dtype).unsqueeze(1)));                                    // [B, 1, L]
        }
        if (noise is not null)
        {
            var steps = inputs.Timesteps ?? throw new ArgumentException("timesteps: expected one per sample, got none. A diffusion model is told how noisy its slots are.");
            // Upstream: the token for the diffusion step follows proprioception.
            parts.Add(TimestepEncoding.Encode(steps, Config.Backbone.Language.Width, Device).to(patches.dtype).unsqueeze(1));
        }
        return parts.Count == 1 ? patches : cat([.. parts.Select(part => part.to(patches.dtype))], 1);
    }

    private Tensor NoisyTokens(Tensor actions)
    {
        actions.Expect([actions.shape[0], Config.ChunkLength, Config.Robot.ActionWidth], "Every number of a noisy chunk is one token.");
        if (noise is null) throw new InvalidOperationException($"noisy actions: expected a diffusion model, this is {Config.Head}.");
        return noise.call(actions.to(Dtype).reshape(actions.shape[0], -1, 1));                        // [B, K·A, L]
    }
}
