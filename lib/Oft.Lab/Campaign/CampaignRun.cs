using System.Text.Json;
using Oft.Contracts;
using Oft.Data.Sampling;
using Oft.Lab.Runs;
using Oft.Model;
using Oft.Model.Baselines;
using Oft.Model.Inputs;
using Oft.Model.Weights;
using Oft.Simulation.MiniLibero;
using Oft.Training.Checkpoints;
using Oft.Training.Recipes;
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
    /// <summary>Worlds that draw samples side by side.</summary>
    public int Threads { get; init; } = 1;

    /// <summary>Told of every step.</summary>
    public IReadOnlyList<IRunWatcher> Watchers { get; init; } = [];

    /// <summary>The finished policy's folder.</summary>
    public string Policy => TinyCheckpoints.Made(folder, recipe.Checkpoint);

    /// <summary>Goes on until the recipe's last step; a finished recipe is left alone, and so is one that trains nothing.</summary>
    /// <param name="say">Takes a line about what is done next.</param>
    /// <param name="cancellation">Asks it to save and stop.</param>
    public RunEnd Train(Action<string> say, CancellationToken cancellation = default)
    {
        if (recipe.PolicyOf is not null || Directory.Exists(Policy)) return RunEnd.Finished;
        foreach (var order in recipe.Samples) order.Draw(Path.Combine(folder, "samples"), Threads, cancellation);
        if (recipe.GroundingTasks > 0) new GroundingOrder(recipe.GroundingTasks).Draw(Path.Combine(folder, "samples"), Threads, cancellation);
        var data = Data();
        var training = recipe.ToTraining(recipe.Base is { } name ? new TinyCheckpoints(folder).Folder(name) : null, data);
        using var job = TrainingJob.Open(training, [.. data.Select(Part)]);
        say($"{recipe.Name}: {job.Model.parameters().Sum(parameter => parameter.numel()):N0} parameters, {job.Model.parameters().Where(parameter => parameter.requires_grad).Sum(parameter => parameter.numel()):N0} of them trained, {job.Samples:N0} samples");
        var place = Path.Combine(folder, recipe.Name);
        using var run = job.Run(place, TrainingCheckpoint.Newest(place), team: null, Watchers);
        var end = run.Go(cancellation);
        if (end is RunEnd.Finished) Keep(job);
        return end;
    }

    private string Statistics => recipe.IsBimanual ? "mini_aloha" : "mini_libero";

    // Every task counts alike, whatever its episodes' length.
    private List<RecipeData> Data()
    {
        var samples = Path.Combine(folder, "samples");
        var (demonstrations, clips) = (recipe.Samples.SelectMany(order => order.DemonstrationFiles(samples)).ToList(), recipe.Samples.SelectMany(order => order.ClipFiles(samples)).ToList());
        var looks = recipe.GroundingTasks > 0 ? new GroundingOrder(recipe.GroundingTasks).Files(samples).ToList() : [];
        var (ofClips, ofLooks) = (clips.Count > 0 ? recipe.ClipShare : 0, looks.Count > 0 ? recipe.GroundingShare : 0);
        var ofHand = recipe.WristShare;
        return [.. Shared(demonstrations, 1 - ofClips - ofLooks, counts: true), .. Shared(clips, ofClips, counts: false), .. Shared(looks, ofLooks, counts: false)];

        IEnumerable<RecipeData> Shared(List<string> files, double share, bool counts) => files.SelectMany(file => Seen(new() { Folder = file, Share = share / files.Count, CountsActions = counts }));

        IEnumerable<RecipeData> Seen(RecipeData whole) => ofHand == 0 ? [whole] : [whole with { Share = whole.Share * (1 - ofHand) }, whole with { Share = whole.Share * ofHand, FromHand = MiniRobot.Spec.Views[1] }];
    }

    private SamplePart Part(RecipeData data)
    {
        ISampleSet samples = SampleFile.Open(data.Folder, data.CountsActions ? recipe.ChunkLength : null);
        return new SamplePart(data.FromHand is { } camera ? new SeenFromHand(samples, camera) : samples, data.Share!.Value);
    }

    // In bfloat16, as it is shipped: what is measured is what others get. With adapters only what was moved is kept.
    private void Keep(TrainingJob job)
    {
        job.Model.eval();
        var options = new SaveOptions
        {
            Statistics = new StatisticsFile(new Dictionary<string, ActionStatistics> { [Statistics] = job.Encoder.Statistics }),
            StatisticsKey = Statistics,
            CenterCrop = false,
            Recipe = recipe.ToJson(),
            Provenance = JsonSerializer.SerializeToElement(new { commit = Checkout.Commit, machine = Machine.Here.Processor, cores = Machine.Here.Cores, seed = recipe.Seed }),
            Files = job.TokenizerFiles,
        };
        if (recipe.LoraRank is null)
        {
            if (job.Model.to(ScalarType.BFloat16) is Baseline baseline) BaselineFolder.Write(Policy, baseline, options);
            else CheckpointWriter.Write(Policy, (OftModel)job.Model, options);
            return;
        }
        var model = (OftModel)job.Model;
        var unfinished = Policy + ".unfinished";
        Directory.CreateDirectory(unfinished);
        MovedWeights.Write(unfinished, model, new TinyCheckpoints(folder).Folder(recipe.Base!));
        options.Statistics.Write(Path.Combine(unfinished, "dataset_statistics.json"));
        new OftFile { Model = model.Config, Precision = "float32", Statistics = Statistics, CenterCrop = false, Recipe = options.Recipe, Provenance = options.Provenance }.Write(unfinished);
        Directory.Move(unfinished, Policy);
    }
}
