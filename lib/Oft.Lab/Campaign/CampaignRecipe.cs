using System.Text.Json;
using System.Text.Json.Serialization;
using Oft.Contracts;
using Oft.Lab.Worlds;
using Oft.Model;
using Oft.Model.Adapters;
using Oft.Model.Baselines;
using Oft.Simulation.MiniLibero;
using Oft.Training;
using Oft.Training.Recipes;
using static TorchSharp.torch;

namespace Oft.Lab.Campaign;

/// <summary>How one of the tiny profile's checkpoints is made and measured: the whole of it, in one small file.</summary>
/// <remarks>Unknown keys are refused. What a recipe leaves out has the value written here.</remarks>
public sealed record CampaignRecipe
{
    private static readonly JsonSerializerOptions Options = new()
    {
        WriteIndented = true,
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
    };

    /// <summary>The checkpoint's name, as folders and tables spell it.</summary>
    public required string Name { get; init; }

    /// <summary>What it is, in a sentence.</summary>
    public required string Story { get; init; }

    /// <summary>The checkpoint whose towers, projector and language model it begins with, by name; null begins with new weights.</summary>
    public string? Base { get; init; }

    /// <summary>The recipe whose trained policy is measured under this name, in another way; then nothing is trained.</summary>
    public string? PolicyOf { get; init; }

    /// <summary>ACT or Diffusion Policy, from scratch; null is a model like the base.</summary>
    public BaselineSizes? Baseline { get; init; }

    /// <summary>How hidden states become actions.</summary>
    public ActionHead Head { get; init; } = ActionHead.L1Regression;

    /// <summary>Reads the cameras at the wrists beside the one that sees the whole.</summary>
    public bool Wrist { get; init; } = true;

    /// <summary>Reads the robot's own state.</summary>
    public bool Proprio { get; init; } = true;

    /// <summary>The sentence scales and shifts the towers' blocks.</summary>
    public bool Film { get; init; }

    /// <summary>K, actions of a chunk; heads that say one action say one whatever stands here.</summary>
    public int ChunkLength { get; init; } = MiniRobot.Spec.ChunkLength;

    /// <summary>Rank of the adapters; null trains every weight.</summary>
    public int? LoraRank { get; init; }

    /// <summary>Steps that take an action out of noise, where it comes out of noise; null takes as many as there are in training.</summary>
    public int? DiffusionSteps { get; init; }

    /// <summary>What is learned from.</summary>
    public IReadOnlyList<SampleOrder> Samples { get; init; } = [];

    /// <summary>Share of clips in a batch, where there are any.</summary>
    public double ClipShare { get; init; } = 0.5;

    /// <summary>Random tasks whose frames are learnt from besides, one action each; pre-training only.</summary>
    public int GroundingTasks { get; init; }

    /// <summary>Share of their frames in a batch, where there are any.</summary>
    public double GroundingShare { get; init; } = 0.4;

    /// <summary>Share of all samples that show the picture of the camera at the hand instead, to a policy that reads one picture; pre-training only.</summary>
    public double WristShare { get; init; }

    /// <summary>Also learns where the named things are: pre-training only.</summary>
    public bool Grounding { get; init; }

    /// <summary>Optimizer steps.</summary>
    public int Steps { get; init; }

    /// <summary>Samples per step.</summary>
    public int Batch { get; init; } = 32;

    /// <summary>Rate before the cosine, which ends at zero.</summary>
    public double LearningRate { get; init; } = 1e-3;

    /// <summary>Optimizer steps of warm-up.</summary>
    public int WarmupSteps { get; init; } = 50;

    /// <summary>For everything that is drawn.</summary>
    public int Seed { get; init; } = 7;

    /// <summary>Suites it is measured on.</summary>
    public IReadOnlyList<string> Suites { get; init; } = [];

    /// <summary>Places in each suite of the tasks that are measured; null measures all.</summary>
    public IReadOnlyList<int>? Tasks { get; init; }

    /// <summary>Episodes of each task when measured, each from another of its fixed states; null runs all.</summary>
    public int? Episodes { get; init; }

    /// <summary>The paper's value for the average of the suites, percent; null where it has none.</summary>
    public double? Paper { get; init; }

    /// <summary>Learns to drive two arms: its samples are mini-ALOHA's.</summary>
    [JsonIgnore]
    public bool IsBimanual => Samples.Count > 0 && Samples.All(order => Teachers.IsBimanual(order.Suite));

    /// <summary>The checkpoint that is measured.</summary>
    [JsonIgnore]
    public string Checkpoint => PolicyOf ?? Name;

    /// <summary>What the policy is made of.</summary>
    [JsonIgnore]
    public OftConfig Model => OftConfig.Tiny with
    {
        Robot = Robot with { Views = Wrist ? Robot.Views : [Robot.Views[0]], ChunkLength = ChunkLength },
        Head = Head,
        Proprio = Proprio,
        Film = Film,
        Lora = LoraRank is { } rank ? new LoraConfig { Rank = rank, Alpha = rank } : null,
    };

    /// <summary>The same as <c>oft train</c> would be told.</summary>
    /// <param name="baseFolder">Where its base lies; null begins with new weights.</param>
    /// <param name="data">Files of samples and their shares.</param>
    public Recipe ToTraining(string? baseFolder, IReadOnlyList<RecipeData> data) => new()
    {
        Base = baseFolder,
        Backbone = baseFolder is null && Baseline is null ? Model.Backbone : null,
        Baseline = Baseline,
        Robot = Model.Robot,
        Data = data,
        Head = Head,
        Proprio = Proprio,
        Film = Film,
        FilmStartsNeutral = true,
        Lora = Model.Lora,
        DiffusionSteps = DiffusionSteps ?? Model.DiffusionTrainSteps,
        TargetOffsets = Grounding ? 1 : 0,
        NamedThings = Grounding && Head is ActionHead.Autoregressive ? PatchLabels.Names : [],
        Compute = ScalarType.Float32,
        LearningRate = new LearningRate { Base = LearningRate, WarmupSteps = Math.Min(WarmupSteps, Steps), Decay = DecayShape.Cosine, DecaySteps = Steps },
        Steps = Steps,
        Batch = Batch,
        Beta2 = 0.95,
        ClipNorm = 1,
        // Nothing is cropped in training, so nothing is cropped when acting.
        Augment = false,
        ShuffleBuffer = 20_000,
        Seed = Seed,
        CheckpointEvery = 200,
    };

    private RobotSpec Robot => IsBimanual ? RobotSpec.Aloha : MiniRobot.Spec;

    /// <summary>Reads a recipe.</summary>
    /// <exception cref="JsonException">A key is unknown or missing, or a value cannot be; the message says which.</exception>
    public static CampaignRecipe Read(string path)
    {
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(path));
            return Of(document.RootElement);
        }
        catch (Exception e) when (e is JsonException or ArgumentException)
        {
            throw new JsonException($"{path}: {e.Message}", e);
        }
    }

    /// <summary>The recipe that a checkpoint carries.</summary>
    /// <exception cref="JsonException">A key is unknown or missing.</exception>
    /// <exception cref="ArgumentException">What it describes cannot be.</exception>
    public static CampaignRecipe Of(JsonElement json)
    {
        var recipe = json.Deserialize<CampaignRecipe>(Options) ?? throw new JsonException("the recipe holds nothing.");
        if (recipe.PolicyOf is not null) recipe.CheckMeasured();
        else recipe.CheckTrained();
        return recipe;
    }

    private void CheckTrained()
    {
        if (GroundingTasks > 0 && Model.ChunkLength > 1) throw new ArgumentException($"{Name}: frames of random tasks are answered with one action; use a head that says one, or leave out grounding_tasks.");
        if (WristShare is < 0 or >= 1 || (WristShare > 0 && Wrist)) throw new ArgumentException($"{Name}: wrist_share is a part of the samples of a policy that reads one picture; set wrist to false and it to 0 or more, below 1.");
        if (Samples.Count == 0 || Steps < 1) throw new ArgumentException($"{Name}: expected samples and steps of training, or policy_of with the recipe whose policy is measured.");
        if (LoraRank is not null && Base is null) throw new ArgumentException($"{Name}: adapters need a base, which they are put on; name one or leave out lora_rank.");
        if (!IsBimanual && Samples.Any(order => Teachers.IsBimanual(order.Suite))) throw new ArgumentException($"{Name}: one policy drives one robot; its samples are of mini-LIBERO and of mini-ALOHA.");
        if (Suites.FirstOrDefault(suite => Teachers.IsBimanual(suite) != IsBimanual) is { } other) throw new ArgumentException($"{Name}: it cannot be measured on {other}, whose robot is another one.");
        Model.Checked();
        if (Baseline is not null) ToTraining(Base, [new() { Folder = "samples" }]).Checked();
    }

    private void CheckMeasured()
    {
        if (Samples.Count > 0 || Steps > 0 || Base is not null || Baseline is not null) throw new ArgumentException($"{Name}: a recipe with policy_of trains nothing; leave out samples, steps, base and baseline.");
        if (Suites.Count == 0) throw new ArgumentException($"{Name}: expected suites on which the policy of {PolicyOf} is measured.");
    }

    /// <summary>The recipe as it is saved with checkpoints.</summary>
    public JsonElement ToJson() => JsonSerializer.SerializeToElement(this, Options);
}
