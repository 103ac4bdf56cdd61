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
    private readonly Dictionary<string, FilmModulation> sentences = [];
    private readonly ActionTokenizer tokens;
    private readonly Random noise;

    /// <summary>Joins a model and what brings observations to it. The policy owns the model from now on.</summary>
    /// <param name="model">In any decoding mode.</param>
    /// <param name="encoder">Of the same configuration.</param>
    /// <param name="seed">Of the noise that a diffusion head starts from; the other modes draw nothing.</param>
    public OftPolicy(OftModel model, ObservationEncoder encoder, int seed = 0)
    {
        (Model, Encoder) = (model, encoder);
        tokens = new(model.Config.Backbone.Language.Vocabulary);
        noise = new(seed);
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
        if (!File.Exists(Path.Combine(folder, "dataset_statistics.json")))
            throw new CheckpointException(folder, "expected dataset_statistics.json, found none. Without the statistics of its training data a policy would send normalised numbers to a robot.");
        var own = OftFile.Read(folder);
        var encoder = ObservationEncoder.Load(folder, config, options.Statistics ?? own?.Statistics, own?.CenterCrop ?? true);
        var model = CheckpointLoader.Load(folder, config, new() { Dtype = options.Dtype, Device = options.Device, Components = options.Components });
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
            return Decide(Encoder.Encode(observations));
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
            var inputs = Encoder.Encode(observation);
            using var listening = new Listening(Model, names, replacements);
            var chunk = Decide(inputs)[0];
            var config = Model.Config;
            var layout = config.Head is ActionHead.Autoregressive ? null : config.Layout(inputs.Prompts.Lengths[0]);
            var words = inputs.Prompts[0].Skip(1).Select(id => Encoder.Tokenizer.PieceOf((int)id) ?? $"<{id}>").ToList();
            return new(chunk, listening.Readings, layout, layout?.Names(words) ?? []);
        }
    }

    /// <summary>Disposes the model.</summary>
    public void Dispose()
    {
        foreach (var (gamma, beta) in sentences.Values.SelectMany(kept => kept.Dino.Concat(kept.Siglip)))
        {
            gamma.Dispose();
            beta.Dispose();
        }
        Model.Dispose();
    }

    private List<ActionChunk> Decide(ModelInputs inputs)
    {
        inputs = inputs with { Pixels = inputs.Pixels.to(Model.Device), Proprio = inputs.Proprio?.to(Model.Device) };
        if (Model.Config.Film) inputs = inputs with { Film = Modulation(inputs.Prompts) };
        return Model.Config.Head switch
        {
            ActionHead.L1Regression => Continuous(Model.Actions(Model.call(inputs))),
            ActionHead.Diffusion => Continuous(DiffusionSampler.Sample(Model, inputs, Noise(inputs.Prompts.Count), Model.Config.DiffusionSteps)[^1].Next),
            ActionHead.Autoregressive => [.. Enumerable.Range(0, inputs.Prompts.Count).SelectMany(row => Discrete(Model.Generate(inputs.Row(row)).Tokens, epsilon: 0))],
            _ => Discrete(Model.Logits(Model.call(inputs)).argmax(-1), epsilon: 1e-8),
        };
    }

    private List<ActionChunk> Continuous(Tensor actions)
    {
        var values = actions.to(ScalarType.Float32).cpu().contiguous().data<float>().ToArray();      // [B, K, A]
        var size = Model.Config.ActionSlots;
        return [.. values.Chunk(size).Select(row => Encoder.Statistics.Chunk(row, Model.Config.Robot.Bounds))];
    }

    // Upstream: the original OpenVLA brings actions back without the 1e-8 that OFT adds to the range.
    private List<ActionChunk> Discrete(Tensor ids, double epsilon)
    {
        var robot = Model.Config.Robot;
        var rows = ids.cpu().contiguous().data<long>().ToArray().Chunk(Model.Config.ActionSlots);
        return [.. rows.Select(row => new ActionChunk(Model.Config.ChunkLength, robot.ActionWidth,
            Encoder.Statistics.Action.Unnormalize([.. row.Select(id => tokens.Decode((int)id))], robot.Bounds, epsilon)))];
    }

    private Tensor Noise(int samples)
    {
        var values = new float[samples * Model.Config.ActionSlots];
        for (var i = 0; i < values.Length; i++)
            values[i] = (float)(Math.Sqrt(-2 * Math.Log(1 - noise.NextDouble())) * Math.Cos(2 * Math.PI * noise.NextDouble()));
        return tensor(values).view(samples, Model.Config.ChunkLength, Model.Config.Robot.ActionWidth).to(Model.Device);
    }

    private FilmModulation Modulation(PromptBatch prompts) => FilmModulation.Stack([.. Enumerable.Range(0, prompts.Count).Select(row => Sentence(prompts.Row(row)))]);

    private FilmModulation Sentence(PromptBatch prompt)
    {
        var key = string.Join(' ', prompt[0]);
        if (sentences.TryGetValue(key, out var known)) return known;
        var made = Model.Vision.Modulate(Model.Sentences(prompt).Mean);
        if (sentences.Count >= SentencesKept) return made;
        foreach (var (gamma, beta) in made.Dino.Concat(made.Siglip))
        {
            gamma.DetachFromDisposeScope();
            beta.DetachFromDisposeScope();
        }
        return sentences[key] = made;
    }
}
