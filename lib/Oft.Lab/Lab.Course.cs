using System.Diagnostics;
using System.Text.Json.Nodes;
using Oft.Contracts;
using Oft.Evaluation.Episodes;
using Oft.Evaluation.Ledgers;
using Oft.Evaluation.Suites;
using Oft.Lab.Campaign;
using Oft.Lab.Charts;
using Oft.Lab.Course;
using Oft.Lab.Runs;
using Oft.Lab.Suites;
using Oft.Model;
using Oft.Simulation.MiniLibero;
using TorchSharp;

namespace Oft.Lab;

// What the notebooks of the course do again and again.
public sealed partial class Lab
{
    private readonly long opened = Stopwatch.GetTimestamp();

    /// <summary>True with <c>OFT_PACE=quick</c>: a few episodes and steps instead of as many as an interval needs.</summary>
    public bool IsQuick { get; } = Pace(Environment.GetEnvironmentVariable("OFT_PACE"));

    /// <summary>How episodes of this profile's benchmark are run.</summary>
    public EpisodeSettings Episodes => IsTiny ? EpisodeSettings.Plain : EpisodeSettings.Libero;

    /// <summary>One value a profile, and a small one for a quick look.</summary>
    public T Choose<T>(T quick, T tiny, T full) => IsTiny && IsQuick ? quick : Choose(tiny, full);

    /// <summary>The policy of a row of the paper: trained, or untrained with a loud card where its weights are not here yet.</summary>
    /// <param name="tiny">The tiny profile's checkpoint: a folder of <c>data-manifests/checkpoints</c>, or made by <c>oft campaign</c>.</param>
    /// <param name="full">The full profile's: a manifest's name, or a folder.</param>
    /// <exception cref="LabException">There is no such checkpoint; in the full profile also where it was not fetched: nothing untrained stands in for it.</exception>
    public FoundPolicy PolicyOf(string tiny, string? full = null)
    {
        if (!IsTiny)
        {
            var published = full ?? throw new LabException($"{tiny}: no checkpoint of this row was published. Train one with oft train, and name its folder: lab.PolicyOf(\"{tiny}\", full: \"FOLDER\").");
            return Directory.Exists(published) ? new(Path.GetFileName(published), OftPolicy.Load(published), true, published, CheckpointFingerprint.Of(published).Weights)
                : new(published, Load(published), true, Shelf.Checkpoint(published), CheckpointFingerprint.Of(Shelf.Checkpoint(published)).Weights);
        }
        var recipe = RecipeOf(tiny);
        var weights = new TinyCheckpoints(Path.Combine(root, "out", "campaign"));
        return weights.Find(recipe.Checkpoint) is { } folder
            ? new(tiny, weights.Load(recipe.Checkpoint, OptionsOf(recipe)), true, Path.GetRelativePath(root, folder), CheckpointFingerprint.Of(folder).Weights)
            : new(tiny, UntrainedPolicy.Make(_ => recipe.Model with { Lora = null }, Seed), false, $"They are made by: {new MeasuredRow(recipe, null).Command}.");
    }

    /// <summary>What was measured of a tiny checkpoint, or how to measure it.</summary>
    /// <exception cref="LabException">There is no such checkpoint; the message lists all.</exception>
    public MeasuredRow MeasuredRow(string name) => new(RecipeOf(name), Shelf.Measured.Contains(name) ? Measured(name) : null);

    /// <summary>Several of them in a table, for one suite or for all.</summary>
    public MeasuredRows MeasuredRows(string title, IReadOnlyList<string> names, string? suite = null) => new(title, [.. names.Select(MeasuredRow)], suite);

    /// <summary>A suite of this profile's benchmark: mini-LIBERO, or LIBERO over the user's own files.</summary>
    /// <param name="name">spatial, object, goal, long; in the tiny profile also base and language.</param>
    /// <param name="perturbation">An axis of <see cref="Perturbation.Axes"/>, in the tiny profile; empty for none.</param>
    public ISuite Suite(string name, string perturbation = "") => !IsTiny
        ? new LiberoSuite(LiberoPlaces.Open(), name == "long" ? "libero_10" : $"libero_{name}")
        : new MiniLiberoSuite($"mini_{name}", perturbation == "" ? null : new MiniWorldOptions { Perturbation = Perturbation.Axes[perturbation] });

    /// <summary>Runs one episode; in a notebook it is seen while it happens, and stays as a film.</summary>
    /// <param name="world">It is reset.</param>
    /// <param name="policy">Acts.</param>
    /// <param name="name">The policy's, for the caption.</param>
    /// <param name="initialState">Which of the fixed states.</param>
    public LiveEpisode Play(IWorld world, IPolicy policy, string name, int initialState = 0)
    {
        var live = new LiveEpisode(name);
        live.Result = new EpisodeRunner(Episodes).Run(world, policy, initialState, (ulong)Seed, live);
        return live;
    }

    /// <summary>Runs episodes closed-loop and keeps their ledger in <see cref="Folder"/>: afresh in the tiny profile; in the full one it goes on where it was.</summary>
    /// <param name="suite">Of <see cref="Suite"/>.</param>
    /// <param name="policy">A <see cref="FoundPolicy.Choice"/>, or one by another door.</param>
    /// <param name="episodes">Episodes a task.</param>
    /// <param name="tasks">Names of tasks; null for all.</param>
    /// <param name="perturbation">The name the suite was opened with.</param>
    public Ledger Evaluate(ISuite suite, PolicyChoice policy, int episodes, IReadOnlyList<string>? tasks = null, string perturbation = "")
    {
        var order = new EvaluationOrder { Suite = suite, Policy = policy, Folder = Folder, Kit = Checkout.Commit, Settings = Episodes, Tasks = tasks, InitialStates = episodes, Seed = (ulong)Seed, Perturbation = perturbation, Films = Films.None };
        order = order with { Folder = Path.Combine(Folder, order.Conditions().Id) };
        if (IsTiny && Directory.Exists(order.Folder)) Directory.Delete(order.Folder, recursive: true);
        Directory.CreateDirectory(order.Folder);
        using var progress = Progress($"{policy.Name} on {suite.Name}{(perturbation == "" ? "" : $", {perturbation}")}", order.Plan().Episodes.Count);
        return new EvaluationRun(order) { Report = now => progress.Report(now.Done, now.Rate is { } rate ? $"{rate.Successes} of {rate.Trials}" : "") }.Run();
    }

    /// <summary>Shows a figure; with <c>OFT_KEEP_FIGURES=1</c> it also becomes <c>data-manifests/measured/figures/NAME.svg</c>, beside a file with commit, machine and date.</summary>
    public Figure Keep(Figure figure, string name)
    {
        if (Environment.GetEnvironmentVariable("OFT_KEEP_FIGURES") is not "1") return figure;
        var path = Path.Combine(Directory.CreateDirectory(Path.Combine(root, "data-manifests", "measured", "figures")).FullName, name);
        File.WriteAllText(path + ".svg", figure.ToSvg(alone: true));
        File.WriteAllText(path + ".json", new JsonObject
        {
            ["figure"] = figure.Title,
            ["notebook"] = Notebook,
            ["profile"] = IsTiny ? "tiny" : "full",
            ["machine"] = $"{Machine.Here.Processor}, {Machine.Here.Cores} cores",
            ["commit"] = Checkout.Commit,
            ["date"] = DateTime.UtcNow.ToString("yyyy-MM-dd"),
        }.ToJsonString(new() { WriteIndented = true }) + "\n");
        return figure;
    }

    /// <summary>The last card of a notebook: what was seen, and budget against actual.</summary>
    /// <param name="sentences">Made from the numbers above.</param>
    public Closing Close(params IReadOnlyList<string> sentences)
    {
        var took = Stopwatch.GetElapsedTime(opened);
        var budget = NotebookBudget.Read(Path.Combine(root, "notebooks", Notebook + ".ipynb"));
        return new(sentences, budget is null || !IsTiny ? FormattableString.Invariant($"It took {took.TotalSeconds:0.0} s.") : $"It took {budget.Sentence(took, IsQuick)}.");
    }

    private PolicyOptions OptionsOf(CampaignRecipe recipe) => new() { Dtype = torch.ScalarType.Float32, Seed = Seed, DiffusionSteps = recipe.DiffusionSteps };

    private CampaignRecipe RecipeOf(string name)
    {
        var path = Path.Combine(root, "data-manifests", "checkpoints", name, "recipe.json");
        return File.Exists(path) ? CampaignRecipe.Read(path)
            : throw new LabException($"tiny checkpoint '{name}': expected one of {string.Join(", ", CampaignQueue.Below(Path.Combine(root, "data-manifests", "checkpoints")).Select(recipe => recipe.Name))}.");
    }

    private static bool Pace(string? name) => name switch
    {
        null or "" or "full" => false,
        "quick" => true,
        _ => throw new LabException($"OFT_PACE: expected quick, or nothing, got '{name}'."),
    };
}
