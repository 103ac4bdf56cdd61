using System.Diagnostics;
using System.Text.Json;
using Oft.Contracts;
using Oft.Data.Sampling;
using Oft.Lab.Runs;
using Oft.Model;
using Oft.Model.Inputs;
using Oft.Model.Weights;
using Oft.Training;
using Oft.Training.Batches;
using Oft.Training.Checkpoints;
using Oft.Training.Objectives;
using Oft.Training.Runs;
using TorchSharp;
using static TorchSharp.torch;

namespace Oft.Lab.Campaign;

/// <summary>Trains one recipe to its end, however often it is interrupted, and leaves a policy folder.</summary>
/// <remarks>
/// <code>
/// FOLDER/samples/…                   drawn once, shared by all recipes
/// FOLDER/NAME/checkpoints/…          where an interrupted training goes on
/// FOLDER/NAME/policy/                the last weights, complete
/// </code>
/// </remarks>
/// <param name="recipe">What is trained.</param>
/// <param name="folder">Takes everything.</param>
public sealed class CampaignRun(CampaignRecipe recipe, string folder)
{
    private const string Statistics = "mini_libero";

    /// <summary>Worlds that draw samples side by side.</summary>
    public int Threads { get; init; } = 1;

    /// <summary>Optimizer steps between two checkpoints.</summary>
    public int CheckpointEvery { get; init; } = 200;

    /// <summary>Told of every step.</summary>
    public IReadOnlyList<IRunWatcher> Watchers { get; init; } = [];

    /// <summary>The finished policy's folder.</summary>
    public string Policy => TinyCheckpoints.Made(folder, recipe.Name);

    /// <summary>Goes on until the recipe's last step; a finished recipe is left alone.</summary>
    /// <param name="say">Takes a line about what is done next.</param>
    /// <param name="cancellation">Asks it to save and stop.</param>
    public RunEnd Train(Action<string> say, CancellationToken cancellation = default)
    {
        if (Directory.Exists(Policy)) return RunEnd.Finished;
        foreach (var order in recipe.Samples) order.Draw(Path.Combine(folder, "samples"), Threads, cancellation);
        var parts = Parts();
        var statistics = SamplePart.Statistics(parts, recipe.Model.Robot);
        // Nothing is cropped in training, so nothing is cropped when acting.
        var encoder = new ObservationEncoder(recipe.Model, TinyTokenizer.Instance, statistics) { CenterCrop = false };
        manual_seed(recipe.Seed);
        using var model = new TinyCheckpoints(folder).Begin(recipe.Base, recipe.Model);
        model.train();
        using var grounding = recipe.Grounding ? new TargetOffsets(recipe.Model.Backbone.Language.Width) : null;
        var objective = OftObjective.Of(model, grounding is null ? [] : [grounding]);
        say($"{recipe.Name}: {model.parameters().Sum(parameter => parameter.numel()):N0} parameters, {model.parameters().Where(parameter => parameter.requires_grad).Sum(parameter => parameter.numel()):N0} of them trained, {parts.Sum(part => part.Set.Episodes.Sum(length => (long)length)):N0} samples");

        var began = Stopwatch.GetTimestamp();
        using var run = new TrainingRun<OftBatch>(Settings(), objective,
            position => new BatchLoader<OftBatch>(new SampleStream(parts, (ulong)recipe.Seed, shuffleBuffer: 20_000), recipe.Batch, new OftBatchMaker(encoder, (ulong)recipe.Seed, augment: false).Make, position),
            TrainingCheckpoint.Newest(Path.Combine(folder, recipe.Name)));
        var end = run.Go(cancellation);
        if (end is RunEnd.Finished) Keep(model, statistics, Stopwatch.GetElapsedTime(began));
        foreach (var part in parts) ((SampleFile)part.Set).Dispose();
        return end;
    }

    private List<SamplePart> Parts()
    {
        var samples = Path.Combine(folder, "samples");
        var demonstrations = recipe.Samples.SelectMany(order => order.DemonstrationFiles(samples)).Select(path => SampleFile.Open(path, recipe.ChunkLength)).ToList();
        var clips = recipe.Samples.SelectMany(order => order.ClipFiles(samples)).Select(path => SampleFile.Open(path)).ToList();
        var share = clips.Count > 0 ? recipe.ClipShare : 0;
        return [.. demonstrations.Select(file => new SamplePart(file, (1 - share) / demonstrations.Count)), .. clips.Select(file => new SamplePart(file, share / clips.Count))];
    }

    private RunSettings Settings() => new()
    {
        Folder = Path.Combine(folder, recipe.Name),
        Trainer = new TrainerOptions
        {
            Steps = recipe.Steps,
            LearningRate = new LearningRate { Base = recipe.LearningRate, WarmupSteps = Math.Min(recipe.WarmupSteps, recipe.Steps), Decay = DecayShape.Cosine, DecaySteps = recipe.Steps },
            Beta2 = 0.95,
            ClipNorm = 1,
        },
        Conditions = RunConditions.Here(ScalarType.Float32),
        CheckpointEvery = CheckpointEvery,
        Recipe = recipe.ToJson(),
        Watchers = Watchers,
    };

    // In bfloat16, as it is shipped: what is measured is what others get. With adapters only what was moved is kept.
    private void Keep(OftModel model, ActionStatistics statistics, TimeSpan took)
    {
        model.eval();
        var options = new SaveOptions
        {
            Statistics = new StatisticsFile(new Dictionary<string, ActionStatistics> { [Statistics] = statistics }),
            StatisticsKey = Statistics,
            CenterCrop = false,
            Recipe = recipe.ToJson(),
            Provenance = JsonSerializer.SerializeToElement(new { commit = Checkout.Commit, machine = Machine.Here.ToString(), last_sitting_s = Math.Round(took.TotalSeconds) }),
            Files = new Dictionary<string, byte[]> { ["tokenizer.json"] = TinyTokenizer.Json() },
        };
        if (recipe.LoraRank is null)
        {
            CheckpointWriter.Write(Policy, (OftModel)model.to(ScalarType.BFloat16), options);
            return;
        }
        var unfinished = Policy + ".unfinished";
        Directory.CreateDirectory(unfinished);
        MovedWeights.Write(unfinished, model, new TinyCheckpoints(folder).Folder(recipe.Base!));
        options.Statistics.Write(Path.Combine(unfinished, "dataset_statistics.json"));
        new OftFile { Model = recipe.Model, Precision = "float32", Statistics = Statistics, CenterCrop = false, Recipe = options.Recipe, Provenance = options.Provenance }.Write(unfinished);
        Directory.Move(unfinished, Policy);
    }
}
