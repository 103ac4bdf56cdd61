using System.Text.Json;
using Oft.Lab.Runs;
using Oft.Training.Checkpoints;
using Oft.Training.Forecasts;
using Oft.Training.Processes;
using Oft.Training.Recipes;
using Oft.Training.Runs;

namespace Oft.Lab.Training;

/// <summary>One call of <c>oft train</c>: opens a recipe, begins or continues its run, and leaves the trained policy in the run's folder.</summary>
/// <remarks>
/// <code>
/// RUN/recipe.json    what is carried out          RUN/checkpoints/0000200/    to continue from
/// RUN/log.jsonl      one line a step              RUN/policy/                 the trained policy, published layout and oft.json
/// RUN/events.out.…   the same for TensorBoard     RUN/finished.json           the run is at its end
/// </code>
/// </remarks>
/// <param name="Recipe">What is carried out.</param>
/// <param name="Folder">RUN.</param>
public sealed record TrainingSession(Recipe Recipe, string Folder)
{
    /// <summary>Other processes that train the same; null trains alone. The first of them speaks and writes.</summary>
    public ProcessTeam? Team { get; init; }

    /// <summary>The folder of the trained policy.</summary>
    public string Policy => Path.Combine(Folder, "policy");

    /// <summary>The recipe's file in the run's folder.</summary>
    public string RecipeFile => Path.Combine(Folder, "recipe.json");

    /// <summary>Trains to the end or until somebody asks it to stop.</summary>
    /// <param name="resume">Continue what is there, or begin where nothing is; without it a run that is there is refused.</param>
    /// <param name="checkpoint">Continue from this one; null takes the newest.</param>
    /// <param name="say">Takes a line about what is done next.</param>
    /// <param name="watchers">Who is told of every step, beside the two logs.</param>
    /// <param name="cancellation">Asks it to stop; everything is saved first.</param>
    /// <exception cref="RecipeException">A run is there already, or what is continued was begun with another recipe.</exception>
    public RunEnd Run(bool resume, string? checkpoint, Action<string> say, IReadOnlyList<IRunWatcher> watchers, CancellationToken cancellation)
    {
        try
        {
            return Carry(resume, checkpoint, Team is { Rank: > 0 } ? _ => { } : say, watchers, cancellation);
        }
        catch (Exception e) when (Team is not null)
        {
            Team.Fail(e.Message);
            throw;
        }
    }

    private RunEnd Carry(bool resume, string? checkpoint, Action<string> say, IReadOnlyList<IRunWatcher> watchers, CancellationToken cancellation)
    {
        if (FinishedRun.Is(Folder))
        {
            say($"{Folder}: this run is finished; its policy is in {Policy}.");
            return RunEnd.Finished;
        }
        var from = checkpoint is null ? TrainingCheckpoint.Newest(Folder) : TrainingCheckpoint.Open(checkpoint);
        if (from is not null && !resume) throw new RecipeException($"{Folder} holds a run of {from.Facts.Step} steps: continue it with --resume, or name another folder with --out.");
        using var job = TrainingJob.Open(Recipe);
        if (Team is not { Rank: > 0 })
        {
            Directory.CreateDirectory(Folder);
            Recipe.Write(RecipeFile);
        }
        IRunWatcher[] all = [new RunLog(), new TensorBoardLog(), .. watchers];
        try
        {
            using var run = job.Run(Folder, from, Team, all);
            say($"{(from is null ? "begins" : $"continues at step {run.Step}")}: {job.Samples:N0} samples, {TrainablePart.Of(job.Objective.Parts).Sum(part => part.Parameters):N0} of {job.Objective.Parts.Sum(part => part.Module.parameters().Sum(parameter => parameter.numel())):N0} parameters are trained, {run.Conditions.Compute}, {run.Conditions.Threads} thread{(run.Conditions.Threads == 1 ? "" : "s")}{(Team is null ? "" : $", {Team.Size} processes: {Team.Size * Recipe.Batch * Recipe.Accumulation} samples a step{(Team.SharesOptimizer ? ", the optimizer's memory shared" : "")}")}");
            var end = run.Go(cancellation);
            if (end is RunEnd.Interrupted)
            {
                say($"stopped at step {run.Step} of {Recipe.Steps}; everything is saved. Continue with --resume.");
                return end;
            }
            if (Team is { Rank: > 0 }) return end;
            if (Directory.Exists(Policy)) Directory.Delete(Policy, recursive: true);
            job.Export(Policy, run.Conditions, run.Step, JsonSerializer.SerializeToElement(new { commit = Checkout.Commit, machine = Machine.Here.Processor, cores = Machine.Here.Cores, seed = Recipe.Seed, step = run.Step }));
            FinishedRun.Mark(Folder, run.Step, Policy);
            say($"finished after {run.Step} steps; the policy is in {Policy}");
            return end;
        }
        finally
        {
            foreach (var watcher in all) watcher.Dispose();
        }
    }
}
