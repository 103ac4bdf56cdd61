using System.Text.Json;
using Oft.Contracts;
using Oft.Data.Sampling;
using Oft.Model;
using Oft.Model.Adapters;
using Oft.Model.Baselines;
using Oft.Model.Inputs;
using Oft.Model.Weights;
using Oft.Training.Batches;
using Oft.Training.Checkpoints;
using Oft.Training.Objectives;
using Oft.Training.Processes;
using Oft.Training.Runs;
using TorchSharp;
using static TorchSharp.torch;

namespace Oft.Training.Recipes;

/// <summary>A recipe's parts put together: model with what is trained of it, data, batches.</summary>
public sealed class TrainingJob : IDisposable
{
    private readonly IReadOnlyList<IExtraLoss> extras;
    private readonly IReadOnlyList<SamplePart> parts;
    private readonly TokenizerFiles tokenizer;

    private TrainingJob(Recipe recipe, nn.Module model, IReadOnlyList<IExtraLoss> extras, IReadOnlyList<SamplePart> parts, ObservationEncoder encoder, TokenizerFiles tokenizer)
    {
        (Recipe, Model, this.extras, this.parts, Encoder, this.tokenizer) = (recipe, model, extras, parts, encoder, tokenizer);
        Objective = model switch
        {
            Baseline baseline => new BaselineObjective(baseline),
            var oft => OftObjective.Of((OftModel)oft, extras),
        };
    }

    /// <summary>What is carried out.</summary>
    public Recipe Recipe { get; }

    /// <summary>What learns: an <see cref="OftModel"/>, or the <see cref="Baseline"/> that the recipe names.</summary>
    public nn.Module Model { get; }

    /// <summary>The way into it.</summary>
    public ObservationEncoder Encoder { get; }

    /// <summary>The tokenizer's files by name, as they are saved beside weights.</summary>
    public IReadOnlyDictionary<string, byte[]> TokenizerFiles => tokenizer.Files;

    /// <summary>What it learns.</summary>
    public IObjective<OftBatch> Objective { get; }

    /// <summary>Samples of one pass over the data.</summary>
    public long Samples => parts.Sum(part => part.Set.Episodes.Sum(x => (long)x));

    /// <summary>Reads data and base, and makes what starts anew from the recipe's seed.</summary>
    /// <param name="recipe">What is carried out.</param>
    /// <param name="samples">What is learned from, opened already and the job's from now on; null opens the recipe's folders.</param>
    /// <exception cref="RecipeException">Something the recipe names is missing or does not fit.</exception>
    public static TrainingJob Open(Recipe recipe, IReadOnlyList<SamplePart>? samples = null)
    {
        recipe = recipe.Checked();
        var baseline = recipe.BaselineConfig;
        var backbone = baseline?.Encoding.Backbone ?? RecipeModel.Backbone(recipe);
        var parts = samples ?? Open(recipe, backbone.ImageSize);
        var tokenizer = Recipes.TokenizerFiles.Of(recipe.Base);
        var config = baseline?.Encoding ?? recipe.Config(backbone);
        var pixels = recipe.Base is null ? PixelNormalization.OpenVla : PixelNormalization.Read(recipe.Base);
        var encoder = new ObservationEncoder(config, tokenizer.Tokenizer, parts is [{ Set: RldsSet one }] ? one.Statistics : SamplePart.Statistics(parts, recipe.Robot), pixels) { CenterCrop = recipe.Augment };
        if (baseline is not null) return new TrainingJob(recipe, RecipeModel.Make(recipe, baseline), [], parts, encoder, tokenizer);
        var model = RecipeModel.Make(recipe, config);
        List<IExtraLoss> extras = [];
        if (recipe.TargetOffsets > 0) extras.Add(new TargetOffsets(backbone.Language.Width, recipe.TargetOffsets, model.Device));
        if (recipe.NamedThings.Count > 0) extras.Add(new NamedPlaces(backbone.Language.Width, recipe.NamedThings.Select(tokenizer.Tokenizer.EncodeInside), model.Device));
        return new TrainingJob(recipe, model, extras, parts, encoder, tokenizer);
    }

    /// <summary>What a run that begins here computes in.</summary>
    public RunConditions Conditions => RunConditions.Here(Model is Baseline ? ScalarType.Float32 : Recipe.Compute);

    /// <summary>The batches of the recipe, from a position on.</summary>
    /// <param name="from">Null is the beginning.</param>
    /// <param name="team">Processes that take turns over them; the position is the same for all, whatever their number.</param>
    public IBatches<OftBatch> Batches(SamplerPosition? from, ProcessTeam? team = null) => new BatchLoader<OftBatch>(new SampleStream(parts, (ulong)Recipe.Seed, Recipe.ShuffleBuffer), Recipe.Batch,
        new OftBatchMaker(Encoder, (ulong)Recipe.Seed, Recipe.Augment).Make, from, Recipe.Workers, share: team is null ? null : (team.Rank, team.Size));

    /// <summary>A run of it.</summary>
    /// <param name="folder">Where it is kept.</param>
    /// <param name="from">A checkpoint to continue; null begins.</param>
    /// <param name="team">Other processes that train the same; null trains alone.</param>
    /// <param name="watchers">Who is told.</param>
    public TrainingRun<OftBatch> Run(string folder, TrainingCheckpoint? from, ProcessTeam? team, params IReadOnlyList<IRunWatcher> watchers)
    {
        if (from?.Facts.Recipe is { } saved) RecipeChange.Refuse(saved, Recipe);
        return new(new RunSettings
        {
            Folder = folder, Trainer = Recipe.Trainer, Conditions = from?.Facts.Conditions ?? Conditions, CheckpointEvery = Recipe.CheckpointEvery, Keep = Recipe.Keep,
            SaveFrozen = Recipe.Base is null, Recipe = Recipe.ToJson(), Watchers = watchers, Team = team,
        }, Objective, position => Batches(position, team), from);
    }

    /// <summary>Writes the policy in the published layout, in the precision the run computed in; with adapters, they lie beside the merged weights. A baseline gets a folder of its own kind, in single precision.</summary>
    /// <param name="folder">Must not exist yet.</param>
    /// <param name="conditions">The run's: the policy acts in the precision it was trained in.</param>
    /// <param name="step">In the components' names.</param>
    /// <param name="provenance">Where it comes from.</param>
    public void Export(string folder, RunConditions conditions, int step, JsonElement? provenance = null)
    {
        var options = new SaveOptions
        {
            Step = step.ToString(System.Globalization.CultureInfo.InvariantCulture),
            Statistics = new StatisticsFile(new Dictionary<string, ActionStatistics> { [parts[0].Set.Name] = Encoder.Statistics }),
            StatisticsKey = parts[0].Set.Name, CenterCrop = Recipe.Augment, Recipe = Recipe.ToJson(), Provenance = provenance, Files = tokenizer.Files, BaseSha256 = Recipe.Base is null ? null : BaseChecksum.Of(Recipe.Base),
        };
        if (Model is Baseline baseline) BaselineFolder.Write(folder, baseline, options);
        else CheckpointWriter.Write(folder, (OftModel)Model.to(conditions.Compute), options);
    }

    /// <summary>Frees the model and closes the data.</summary>
    public void Dispose()
    {
        foreach (var extra in extras.OfType<IDisposable>()) extra.Dispose();
        Model.Dispose();
        foreach (var part in parts) (part.Set as IDisposable)?.Dispose();
    }

    private static List<SamplePart> Open(Recipe recipe, int size)
    {
        try
        {
            // Every folder gets its share of the memory by the number of folders: nobody can know before what each needs.
            var budget = ((long)recipe.CacheMib << 20) / recipe.Data.Count;
            return [.. recipe.Data.Select(data =>
            {
                var set = new SampleFolder(recipe.Robot, size, budget, data.End).Open(data.Folder);
                if (!data.CountsActions) set = new UncountedActions(set);
                if (data.FromHand is { } camera) set = new SeenFromHand(set, camera);
                return data.Share is { } share ? new SamplePart(set, share) : SamplePart.ByWeight(set, data.Weight);
            })];
        }
        catch (Exception e) when (e is IOException or InvalidDataException or ArgumentException)
        {
            throw new RecipeException($"data: {e.Message}", e);
        }
    }
}
