using Oft.Contracts;
using Oft.Model.Heads;
using Oft.Model.Inputs;
using Oft.Model.Taps;
using Oft.Model.Vision;
using Oft.Model.Weights;
using TorchSharp;
using static TorchSharp.torch;

namespace Oft.Model;

/// <summary>A policy that is a model: it acts like any other, and it can be looked into.</summary>
/// <remarks>What the sentence does to the towers is computed once per sentence and kept. A policy answers one call at a time; further callers wait.</remarks>
public sealed class OftPolicy : IBatchPolicy, IDisposable
{
    private const int SentencesKept = 32;
    private readonly Lock gate = new();
    private readonly Dictionary<string, Sentence> sentences = [];
    private readonly ActionTokenizer tokens;
    private readonly int seed;

    /// <summary>Joins a model and what brings observations to it. The policy owns the model from now on.</summary>
    /// <param name="model">In any decoding mode.</param>
    /// <param name="encoder">Of the same configuration.</param>
    /// <param name="seed">Of the noise that a diffusion head starts from, drawn anew for everything it sees: what is seen again is answered again the same. The other modes draw nothing.</param>
    public OftPolicy(OftModel model, ObservationEncoder encoder, int seed = 0)
    {
        (Model, Encoder) = (model, encoder);
        tokens = new(model.Config.Backbone.Language.Vocabulary);
        this.seed = seed;
        model.eval();
    }

    /// <summary>Loads a checkpoint folder and asks it what must be asked before it may act.</summary>
    /// <param name="folder">Published, or one of ours with <c>oft.json</c>.</param>
    /// <param name="options">What a published folder leaves unsaid.</param>
    /// <exception cref="CheckpointException">Something is missing, unknown or contradictory; the message names it.</exception>
    public static OftPolicy Load(string folder, PolicyOptions? options = null)
    {
        options ??= new();
        var config = CheckpointFacts.Describe(folder, options);
        var own = OftFile.Read(folder);
        var encoder = ObservationEncoder.Load(folder, config, options.Statistics ?? own?.Statistics, own?.CenterCrop ?? true);
        var model = CheckpointLoader.Load(folder, config, new() { Dtype = options.Dtype, Device = options.Device, Components = options.Components, Base = options.Base, Mapped = options.Mapped });
        try
        {
            SelfCheck.Attention(model);
            return new(model, encoder, options.Seed);
        }
        catch
        {
            model.Dispose();
            throw;
        }
    }

    /// <summary>The model.</summary>
    public OftModel Model { get; }

    /// <summary>The way in.</summary>
    public ObservationEncoder Encoder { get; }

    /// <inheritdoc/>
    public ActionChunk Act(Observation observation) => Act([observation])[0];

    /// <inheritdoc/>
    public IReadOnlyList<ActionChunk> Act(IReadOnlyList<Observation> observations)
    {
        lock (gate)
        {
            using var scope = NewDisposeScope();
            using var frozen = no_grad();
            return Decide(observations, Encode(observations));
        }
    }

    /// <summary>Acts while something is replaced: the ablation of a head, a blanked view.</summary>
    public ActionChunk Act(Observation observation, params IReadOnlyList<Replace> replacements) => Look(observation, [], replacements).Chunk;

    /// <summary>Acts and shows what passed the taps of these addresses.</summary>
    /// <param name="observation">What is seen now.</param>
    /// <param name="names">Addresses; <c>*</c> stands for one name, <c>**</c> for any number.</param>
    /// <exception cref="KeyNotFoundException">An address does not exist; the message names near ones.</exception>
    public Look Look(Observation observation, params IReadOnlyList<string> names) => Look(observation, names, []);

    /// <summary>Acts while something is replaced, and shows what passed.</summary>
    /// <param name="observation">What is seen now.</param>
    /// <param name="names">Addresses to see.</param>
    /// <param name="replacements">What changes on the way; seen after the change.</param>
    public Look Look(Observation observation, IReadOnlyList<string> names, IReadOnlyList<Replace> replacements)
    {
        lock (gate)
        {
            using var scope = NewDisposeScope();
            using var frozen = no_grad();
            var inputs = Encode([observation]);
            using var listening = new Listening(Model, names, replacements);
            var chunk = Decide([observation], inputs)[0];
            var config = Model.Config;
            var layout = config.Head is ActionHead.Autoregressive ? null : config.Layout(inputs.Prompts.Lengths[0]);
            var words = inputs.Prompts[0].Skip(1).Select(id => Encoder.Tokenizer.PieceOf((int)id) ?? $"<{id}>").ToList();
            return new(chunk, listening.Readings, layout, layout?.Names(words) ?? []);
        }
    }

    /// <summary>Forgets what it kept of sentences. To be called after the model's weights were changed.</summary>
    public void Forget()
    {
        lock (gate)
        {
            foreach (var kept in sentences.Values) kept.Dispose();
            sentences.Clear();
        }
    }

    /// <summary>Disposes the model.</summary>
    public void Dispose()
    {
        Forget();
        Model.Dispose();
    }

    private ModelInputs Encode(IReadOnlyList<Observation> observations)
    {
        using var stage = Stages.Begin(Stages.Images, Model.Device);
        var inputs = Encoder.Encode(observations);
        return inputs with { Pixels = inputs.Pixels.to(Model.Device), Proprio = inputs.Proprio?.to(Model.Device) };
    }

    private List<ActionChunk> Decide(IReadOnlyList<Observation> observations, ModelInputs inputs)
    {
        inputs = Told(inputs);
        return Model.Config.Head switch
        {
            ActionHead.L1Regression => Continuous(Model.Actions(Read(inputs))),
            ActionHead.Diffusion => Continuous(DiffusionSampler.Sample(Model, inputs, Noise(observations), Model.Config.DiffusionSteps)[^1].Next),
            ActionHead.Autoregressive => [.. Enumerable.Range(0, inputs.Prompts.Count).SelectMany(row => Discrete(Model.Generate(inputs.Row(row)).Tokens, epsilon: 0))],
            _ => Discrete(Model.Likeliest(Model.Reads(inputs)), epsilon: 1e-8),
        };
    }

    private Tensor Read(ModelInputs inputs)
    {
        if (Model.Shortcuts.NoUnreadLogits) return Model.Reads(inputs);
        var outputs = Model.call(inputs);
        Model.Logits(outputs.Hidden);                                                                // [B, T, vocabulary], read by nobody
        return outputs.Reads;
    }

    private List<ActionChunk> Continuous(Tensor actions)
    {
        using var stage = Stages.Begin(Stages.Units, Model.Device);
        var values = actions.to(ScalarType.Float32).cpu().contiguous().data<float>().ToArray();      // [B, K, A]
        var size = Model.Config.ActionSlots;
        return [.. values.Chunk(size).Select(row => Encoder.Statistics.Chunk(row, Model.Config.Robot.Bounds))];
    }

    // Upstream: the original OpenVLA brings actions back without the 1e-8 that OFT adds to the range.
    private List<ActionChunk> Discrete(Tensor ids, double epsilon)
    {
        using var stage = Stages.Begin(Stages.Units, Model.Device);
        var robot = Model.Config.Robot;
        var rows = ids.cpu().contiguous().data<long>().ToArray().Chunk(Model.Config.ActionSlots);
        return [.. rows.Select(row => new ActionChunk(Model.Config.ChunkLength, robot.ActionWidth,
            Encoder.Statistics.Action.Unnormalize([.. row.Select(id => tokens.Decode((int)id))], robot.Bounds, epsilon)))];
    }

    // A row's noise follows from the seed and from what it sees, never from its neighbours or from what was asked before.
    private Tensor Noise(IReadOnlyList<Observation> observations)
        => tensor(observations.SelectMany(observation => StartNoise.Of(observation, seed, Model.Config.ActionSlots)).ToArray())
            .view(observations.Count, Model.Config.ChunkLength, Model.Config.Robot.ActionWidth).to(Model.Device);

    private ModelInputs Told(ModelInputs inputs)
    {
        if (!Model.Shortcuts.SentencesKept) return inputs;
        var told = Enumerable.Range(0, inputs.Prompts.Count).Select(row => Told(inputs.Prompts.Row(row))).ToList();
        return inputs with
        {
            Words = inputs.Prompts.IsRagged ? null : told.Count == 1 ? told[0].Words : cat([.. told.Select(sentence => sentence.Words)], 0),
            Film = Model.Config.Film ? FilmModulation.Stack([.. told.Select(sentence => sentence.Film!)]) : null,
        };
    }

    private Sentence Told(PromptBatch prompt)
    {
        var key = string.Join(' ', prompt[0]);
        if (sentences.TryGetValue(key, out var known)) return known;
        var made = new Sentence(Model.Words(prompt), Model.Config.Film ? Model.Vision.Modulate(Model.Sentences(prompt).Mean) : null);
        if (sentences.Count < SentencesKept) sentences[key] = made.Kept();
        return made;
    }

    /// <summary>What one sentence is to the model, whatever is seen.</summary>
    /// <param name="Words">[1, M, L] vectors of prompt, empty slots and stop.</param>
    /// <param name="Film">γ and β of every block; null without FiLM.</param>
    private sealed record Sentence(Tensor Words, FilmModulation? Film) : IDisposable
    {
        private IEnumerable<Tensor> All => (Film is null ? [] : Film.Dino.Concat(Film.Siglip).SelectMany(block => (Tensor[])[block.Gamma, block.Beta])).Prepend(Words);

        public Sentence Kept()
        {
            foreach (var part in All) part.DetachFromDisposeScope();
            return this;
        }

        public void Dispose()
        {
            foreach (var part in All) part.Dispose();
        }
    }
}
