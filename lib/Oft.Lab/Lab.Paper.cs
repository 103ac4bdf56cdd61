using Oft.Contracts;
using Oft.Evaluation.Episodes;
using Oft.Evaluation.Ledgers;
using Oft.Evaluation.Suites;
using Oft.Lab.Campaign;
using Oft.Lab.Course;
using Oft.Lab.Runs;
using Oft.Lab.Suites;
using Oft.Lab.Tables;
using Oft.Model;
using Oft.Model.Weights;

namespace Oft.Lab;

// The paper's tables, row by row.
public sealed partial class Lab
{
    /// <summary>Runs one row of a table of LIBERO on one suite and keeps its ledger, so that <see cref="Filled"/> shows it.</summary>
    /// <remarks>
    /// The tiny profile runs the tiny checkpoint on mini-LIBERO; the full one runs what was published, what <c>oft train</c> made below
    /// <c>out/train</c>, or what is named, on LIBERO over the user's own files, and goes on where an earlier call stopped.
    /// </remarks>
    /// <param name="table">A file of <c>data-manifests/paper</c>.</param>
    /// <param name="row">Its row.</param>
    /// <param name="suite">spatial, object, goal or long.</param>
    /// <param name="episodes">Episodes a task; the paper runs 50.</param>
    /// <param name="place">A checkpoint folder, or a server's address (ws://…, http://…); null takes the row's own.</param>
    /// <param name="tasks">Names of tasks; null for all.</param>
    /// <param name="settings">How episodes are run; null takes the benchmark's own.</param>
    /// <param name="folder">Where its ledger lies; null for the place where <see cref="Filled"/> looks.</param>
    /// <exception cref="LabException">The row stands as quoted, or what it needs is not here; the message says how it comes here.</exception>
    public Ledger RunRow(string table, string row, string suite, int episodes, string? place = null, IReadOnlyList<string>? tasks = null, EpisodeSettings? settings = null, string? folder = null)
    {
        var run = PaperRuns.Find(table, row);
        if (run.Quoted is not null) throw new LabException($"{row}: {run.HowTo}.");
        if (IsTiny && place is null)
        {
            var recipe = RecipeOf(run.Tiny ?? throw new LabException($"{row}: the tiny profile has no checkpoint of this row; {run.HowTo}."));
            if (recipe.Baseline is not null) return Evaluate(Suite(suite), Baseline(recipe), episodes, tasks);
            using var found = PolicyOf(recipe.Name);
            return Evaluate(Suite(suite), found.Choice, episodes, tasks);
        }
        var (choice, length) = Choice(run, suite, place);
        // Who says fewer actions at once than the benchmark executes is asked again sooner, as the original OpenVLA is at every step.
        var episode = settings ?? Episodes;
        if (length < episode.Executed) episode = episode with { Executed = length };
        var order = new EvaluationOrder { Suite = Suite(suite), Policy = choice, Folder = folder ?? RowFolder(table, row, suite), Kit = Checkout.Commit, Settings = episode, Tasks = tasks, InitialStates = episodes, Seed = (ulong)Seed };
        if (IsTiny && Directory.Exists(order.Folder)) Directory.Delete(order.Folder, recursive: true);
        Directory.CreateDirectory(order.Folder);
        using var progress = Progress($"{row} on {suite}", order.Plan().Episodes.Count);
        return new EvaluationRun(order) { Report = now => progress.Report(now.Done, now.Rate is { } rate ? $"{rate.Successes} of {rate.Trials}" : "") }.Run();
    }

    /// <summary>A table with everything that was measured: in the tiny profile the shipped records, in the full one the ledgers of <see cref="RunRow"/>.</summary>
    public PaperTableCard Filled(string table)
    {
        var card = PaperTable(table);
        foreach (var run in PaperRuns.Of(table).Where(run => card.Table.Rows.Any(row => row.Name == run.Row)))
            foreach (var column in card.Table.Columns)
                if (RateOf(run, column.Name) is { } rate) card.Measure(run.Row, rate.Successes, rate.Trials, column.Name, on: run.Robot == RobotSpec.Aloha ? "mini-LIBERO" : null);
        return card;
    }

    private Evaluation.Statistics.SuccessRate? RateOf(PaperRun run, string column)
    {
        if (!IsTiny) return column == "average" ? Sum([.. new[] { "spatial", "object", "goal", "long" }.Select(suite => LedgerOf(run, suite))]) : LedgerOf(run, column)?.Rate;
        // Points of a rubric at a real robot are nothing of ours.
        if (run.Tiny is not { } tiny || run.Table is "aloha" || !Shelf.Measured.Contains(tiny)) return null;
        var row = MeasuredRow(tiny);
        return column switch { "average" or "scoop" => row.Rate, "pot" => null, _ => row.RateOn($"mini_{column}") };
    }

    private Ledger? LedgerOf(PaperRun run, string suite) => Path.Combine(RowFolder(run.Table, run.Row, suite), "ledger.jsonl") is var path && File.Exists(path) ? Ledger.Read(path) : null;

    private static Evaluation.Statistics.SuccessRate? Sum(IReadOnlyList<Ledger?> suites) =>
        suites.All(ledger => ledger?.Rate is not null) ? new(suites.Sum(ledger => ledger!.Rate!.Successes), suites.Sum(ledger => ledger!.Rate!.Trials)) : null;

    private (PolicyChoice Choice, int Length) Choice(PaperRun run, string suite, string? place)
    {
        if (place is not null && place.Contains("://", StringComparison.Ordinal)) return (PolicyChoice.Open(place), run.Robot.ChunkLength);
        if (run.Served) throw new LabException($"{run.Row}: {run.HowTo}.");
        var folder = place ?? (run.Published(suite) is { } name ? Shelf.Checkpoint(name) : Path.Combine(root, "out", "train", run.Recipe ?? "", "policy"));
        if (!Directory.Exists(folder)) throw new LabException($"{run.Row}: expected a checkpoint in {folder}, found none; {run.HowTo}.");
        var statistics = $"libero_{(suite == "long" ? "10" : suite)}_no_noops";
        var options = new PolicyOptions { Robot = run.Robot, Head = run.Head, DiffusionSteps = run.DiffusionSteps, Seed = Seed, Statistics = CheckpointStatistics.Read(folder).Sets.ContainsKey(statistics) ? statistics : null };
        var (policy, robot, _) = PolicyFolder.Load(folder, options);
        var (weights, recipe) = CheckpointFingerprint.Of(folder);
        return (new PolicyChoice($"{run.Row}: {Path.GetFileName(folder)}", weights, recipe, _ => new RenamedViews(policy, robot.Views)), robot.ChunkLength);
    }

    private PolicyChoice Baseline(CampaignRecipe recipe)
    {
        var weights = new TinyCheckpoints(Path.Combine(root, "out", "campaign"));
        var folder = weights.Find(recipe.Checkpoint) ?? throw new LabException($"{recipe.Name} is not here yet: {new MeasuredRow(recipe, null).Command}.");
        var loaded = weights.Open(recipe.Checkpoint, OptionsOf(recipe));
        return new PolicyChoice(recipe.Name, CheckpointFingerprint.Of(folder).Weights, "", _ => loaded.Policy);
    }

    private string RowFolder(string table, string row, string suite) => Path.Combine(root, "out", IsTiny ? "tiny-rows" : "full-rows", table, new string([.. row.Select(letter => char.IsAsciiLetterOrDigit(letter) ? letter : '-')]), suite);
}
