using System.Text.Json;
using System.Text.Json.Serialization;
using Oft.Contracts;
using Oft.Model;
using Oft.Model.Adapters;
using Oft.Model.Baselines;
using Oft.Training.Runs;
using static TorchSharp.torch;

namespace Oft.Training.Recipes;

/// <summary>How a policy is trained, in full: the one file that <c>oft train</c> takes and that every checkpoint carries.</summary>
/// <remarks>Paths are relative to the working folder. <para>Source of the defaults: paper, Tables IV and V; upstream vla-scripts/finetune.py.</para></remarks>
public sealed record Recipe
{
    /// <summary>Folder of the base model; null starts from random weights of <see cref="Backbone"/>.</summary>
    public string? Base { get; init; }

    /// <summary>Sizes where there is no base; with one they must be the base's, and null takes them from it.</summary>
    public BackboneConfig? Backbone { get; init; }

    /// <summary>Views in order, widths, chunk length K.</summary>
    public required RobotSpec Robot { get; init; }

    /// <summary>What is learned from.</summary>
    public required IReadOnlyList<RecipeData> Data { get; init; }

    /// <summary>ACT or Diffusion Policy instead of a model on a base; what is said of heads, FiLM and adapters means nothing then. Absent for OFT.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public BaselineSizes? Baseline { get; init; }

    /// <summary>How hidden states become actions.</summary>
    public ActionHead Head { get; init; } = ActionHead.L1Regression;

    /// <summary>The robot's own state is read.</summary>
    public bool Proprio { get; init; } = true;

    /// <summary>The sentence scales and shifts the towers.</summary>
    public bool Film { get; init; }

    /// <summary>FiLM starts at zero instead of upstream's small random values.</summary>
    public bool FilmStartsNeutral { get; init; }

    /// <summary>Adapters; null trains every weight.</summary>
    public LoraConfig? Lora { get; init; } = new();

    /// <summary>Steps of noise of a diffusion head.</summary>
    public int DiffusionTrainSteps { get; init; } = 50;

    /// <summary>Steps a diffusion head takes when acting.</summary>
    public int DiffusionSteps { get; init; } = 50;

    /// <summary>Weight of the extra loss "where are the named things"; 0 leaves it out. It needs demonstrations from a simulation.</summary>
    public double TargetOffsets { get; init; }

    /// <summary>Names of things whose places are also read from their own words; empty leaves that out. A causal model alone learns so.</summary>
    public IReadOnlyList<string> NamedThings { get; init; } = [];

    /// <summary>Precision the weights are kept and moved in.</summary>
    public ScalarType Weights { get; init; } = ScalarType.Float32;

    /// <summary>What matrix products are computed in; null measures once, when the run begins.</summary>
    public ScalarType? Compute { get; init; }

    /// <summary>Where: cpu, cuda or cuda:N.</summary>
    public string Device { get; init; } = "cpu";

    /// <summary>The rate of every step.</summary>
    public LearningRate LearningRate { get; init; } = new() { Base = 5e-4 };

    /// <summary>Optimizer steps.</summary>
    public required int Steps { get; init; }

    /// <summary>B, samples of a micro-batch.</summary>
    public int Batch { get; init; } = 8;

    /// <summary>Micro-batches per optimizer step.</summary>
    public int Accumulation { get; init; } = 1;

    /// <summary>AdamW's pull to zero.</summary>
    public double WeightDecay { get; init; } = 0.01;

    /// <summary>AdamW's memory of gradients.</summary>
    public double Beta1 { get; init; } = 0.9;

    /// <summary>AdamW's memory of their squares.</summary>
    public double Beta2 { get; init; } = 0.999;

    /// <summary>Largest norm of all gradients; null clips nothing.</summary>
    public double? ClipNorm { get; init; }

    /// <summary>Crops and colours at random. A policy trained so crops the centre when it acts.</summary>
    public bool Augment { get; init; } = true;

    /// <summary>Blocks are computed again in backward instead of being remembered: less memory, about a third more time.</summary>
    public bool Recompute { get; init; }

    /// <summary>Samples among which the next is drawn.</summary>
    public int ShuffleBuffer { get; init; } = 100_000;

    /// <summary>For everything that is drawn.</summary>
    public int Seed { get; init; } = 7;

    /// <summary>Optimizer steps between two checkpoints.</summary>
    public int CheckpointEvery { get; init; } = 10_000;

    /// <summary>How many of the last checkpoints stay.</summary>
    public int Keep { get; init; } = 2;

    /// <summary>Memory for decoded pictures, MiB.</summary>
    public int CacheMib { get; init; } = 4096;

    /// <summary>Threads that make batches.</summary>
    public int Workers { get; init; } = 1;

    /// <summary>What the trained policy is made of.</summary>
    /// <param name="backbone">Of the base, or <see cref="Backbone"/>.</param>
    public OftConfig Config(BackboneConfig backbone) => new OftConfig
    {
        Robot = Robot, Backbone = backbone, Head = Head, Proprio = Proprio, Film = Film, Lora = Lora, DiffusionTrainSteps = DiffusionTrainSteps, DiffusionSteps = DiffusionSteps,
    }.Checked();

    /// <summary>What the trained baseline is made of; null where the recipe names none.</summary>
    [JsonIgnore]
    public BaselineConfig? BaselineConfig => Baseline is { } sizes
        ? new BaselineConfig(sizes, Proprio ? Robot : Robot with { ProprioWidth = 0 }) { DiffusionTrainSteps = DiffusionTrainSteps, DiffusionSteps = DiffusionSteps }
        : null;

    /// <summary>How weights are moved.</summary>
    public TrainerOptions Trainer => new()
    {
        Steps = Steps, LearningRate = LearningRate, WeightDecay = WeightDecay, Beta1 = Beta1, Beta2 = Beta2, ClipNorm = ClipNorm, Accumulation = Accumulation,
    };

    /// <summary>The same as JSON.</summary>
    public JsonElement ToJson() => JsonSerializer.SerializeToElement(this, RunJson.Options);

    /// <summary>Reads a recipe.</summary>
    /// <exception cref="RecipeException">It is no recipe; the message says which key is unknown, and which are known.</exception>
    public static Recipe Read(string path)
    {
        try
        {
            return Parse(File.ReadAllBytes(path)).Checked();
        }
        catch (Exception e) when (e is JsonException or ArgumentException or NotSupportedException)
        {
            throw new RecipeException($"{path}: expected a recipe: {e.Message}{RunJson.Known(e.Message, typeof(Recipe), typeof(RecipeData), typeof(LearningRate), typeof(LoraConfig), typeof(RobotSpec), typeof(BaselineSizes), typeof(BackboneConfig), typeof(VisionTowerConfig), typeof(LanguageConfig))}", e);
        }
    }

    /// <summary>Writes the recipe.</summary>
    public void Write(string path)
    {
        File.WriteAllBytes(path + ".part", JsonSerializer.SerializeToUtf8Bytes(this, RunJson.Options));
        File.Move(path + ".part", path, overwrite: true);
    }

    /// <summary>Refuses what cannot be.</summary>
    /// <exception cref="ArgumentException">The message says which.</exception>
    public Recipe Checked()
    {
        if (Baseline is not null) CheckBaseline();
        else if (Base is null && Backbone is null) throw new ArgumentException("base: expected a folder, or a backbone to start from random weights.");
        if (Base is null && Lora is not null) throw new ArgumentException("lora: adapters on random frozen weights learn nothing; name a base, or set lora to null.");
        if (Data.Count == 0) throw new ArgumentException("data: expected at least one folder.");
        if (Data.Any(data => data.Share is not null) && Data.Any(data => data.Share is null)) throw new ArgumentException("data: expected a share for every folder or for none.");
        foreach (var (name, value) in new[] { ("steps", Steps), ("batch", Batch), ("accumulation", Accumulation), ("checkpoint_every", CheckpointEvery), ("keep", Keep), ("cache_mib", CacheMib), ("workers", Workers) })
            if (value < 1) throw new ArgumentException($"{name}: expected at least 1, got {value}.");
        if (LearningRate.Decay is not DecayShape.None && LearningRate.DecaySteps < 1) throw new ArgumentException($"learning_rate: expected decay_steps of at least 1 for {LearningRate.Decay}, got {LearningRate.DecaySteps}.");
        if (Backbone is not null) Config(Backbone);
        return this;
    }

    private void CheckBaseline()
    {
        foreach (var (name, given) in new[] { ("base", Base is not null), ("backbone", Backbone is not null), ("film", Film), ("target_offsets", TargetOffsets > 0), ("recompute", Recompute), ("weights", Weights is not ScalarType.Float32), ("compute", Compute is not (null or ScalarType.Float32)) })
            if (given) throw new ArgumentException($"{name}: {Baseline!.Kind} is trained from scratch, in single precision and by its own loss alone; leave {name} out.");
        if (Lora is not null) throw new ArgumentException($"lora: {Baseline!.Kind} has no base that adapters could be put on; set lora to null.");
        BaselineConfig!.Checked();
    }

    private static Recipe Parse(byte[] json) => JsonSerializer.Deserialize<Recipe>(json, RunJson.Options) ?? throw new JsonException("the file holds nothing.");
}
