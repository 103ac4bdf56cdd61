using Oft.Data.Sampling;
using Oft.Training.Batches;
using Oft.Training.Checkpoints;
using Oft.Training.Objectives;
using Oft.Training.Processes;

namespace Oft.Training.Runs;

/// <summary>A training that never loses work: the loop that owns batches, trainer and checkpoints.</summary>
/// <remarks>
/// <code>
/// FOLDER/checkpoints/0000200/     weights, optimizer, sampler position, chance: whole or not there
/// </code>
/// A continued run goes on bit-equal on the same machine: it takes its own precision and number of threads, whatever is asked for now.
/// With several processes the first one writes; all stop at the same step, and where one is lost the others end with its name.
/// </remarks>
public sealed class TrainingRun<TBatch> : IDisposable
{
    private readonly RunSettings settings;
    private readonly IObjective<TBatch> objective;
    private readonly IBatches<TBatch> batches;
    private readonly Trainer<TBatch> trainer;
    private readonly CheckpointFolder checkpoints;
    private readonly ProcessTeam? team;
    private readonly IReadOnlyList<IRunWatcher> watchers;
    private int saved = -1;

    /// <summary>Begins a run, or continues one.</summary>
    /// <param name="settings">How it is kept.</param>
    /// <param name="objective">What is learned; its modules are filled where the run is continued.</param>
    /// <param name="batches">Opens the batches at a position; null is the beginning.</param>
    /// <param name="from">A checkpoint to continue; null begins at step 0.</param>
    /// <exception cref="TrainingStoppedException">The checkpoint is damaged or of another run.</exception>
    public TrainingRun(RunSettings settings, IObjective<TBatch> objective, Func<SamplerPosition?, IBatches<TBatch>> batches, TrainingCheckpoint? from = null)
    {
        (this.settings, this.objective, team) = (settings, objective, settings.Team);
        watchers = team is { Rank: > 0 } ? [] : settings.Watchers;
        Conditions = from?.Facts.Conditions ?? settings.Conditions;
        Conditions.Apply();
        checkpoints = new(System.IO.Path.Combine(settings.Folder, "checkpoints"));
        trainer = new(settings.Trainer with { Compute = Conditions.Compute }, objective, team);
        try
        {
            if (from is not null) TrainingState.Restore(from, objective, trainer);
            if (from is not null) saved = trainer.Step;
            Agree();
            this.batches = batches(from?.Facts.Position);
        }
        catch
        {
            trainer.Dispose();
            throw;
        }
    }

    /// <summary>Precision and threads of this run.</summary>
    public RunConditions Conditions { get; }

    /// <summary>The next optimizer step.</summary>
    public int Step => trainer.Step;

    /// <summary>Trains to the end, or until somebody asks it to stop, which saves.</summary>
    /// <param name="cancellation">Asks it to stop after the step in hand.</param>
    /// <exception cref="TrainingStoppedException">The loss is not a number, or a checkpoint could not be written; the last good one stays.</exception>
    public RunEnd Go(CancellationToken cancellation = default)
    {
        try
        {
            return Train(cancellation);
        }
        catch (Exception e) when (team is not null)
        {
            team.Fail(e.Message);
            throw;
        }
    }

    /// <summary>Ends the batches and frees the optimizer.</summary>
    public void Dispose()
    {
        batches.Dispose();
        trainer.Dispose();
    }

    private RunEnd Train(CancellationToken cancellation)
    {
        foreach (var watcher in watchers) watcher.Begins(settings.Folder, trainer.Step, settings.Trainer.Steps);
        while (trainer.Step < settings.Trainer.Steps)
        {
            if (team?.Any(cancellation.IsCancellationRequested) ?? cancellation.IsCancellationRequested)
            {
                End();
                return RunEnd.Interrupted;
            }
            var report = Take();
            team?.Now(Doing.Computing);
            foreach (var watcher in watchers) watcher.Stepped(report);
            if (trainer.Step % settings.CheckpointEvery == 0) Save();
        }
        End();
        return RunEnd.Finished;
    }

    // All leave together: a launcher that sees one gone would end the one that still writes.
    private void End()
    {
        Save();
        team?.Any(false);
    }

    // Weights that differ at the start would stay different: gradients are averaged, weights are not.
    private void Agree()
    {
        if (team is null) return;
        var first = team.Mean(team.Rank == 0 ? (double)team.Size * trainer.Step : 0)[0];
        if (first != trainer.Step) throw new TrainingStoppedException($"processes: rank {team.Rank} would go on at step {trainer.Step} and the first one at {first}; expected the run's folder {settings.Folder} on a file system that all share.");
        trainer.Align();
    }

    private StepReport Take()
    {
        try
        {
            return trainer.Take(batches.Next);
        }
        catch (TrainingStoppedException stopped)
        {
            throw new TrainingStoppedException($"{stopped.Message} {checkpoints.LastGood}", stopped);
        }
    }

    private void Save()
    {
        if (saved == trainer.Step) return;
        saved = trainer.Step;
        team?.Now(Doing.Saving);
        try
        {
            if (team is { Rank: > 0 }) TrainingState.Write("", objective, trainer, settings, Conditions, batches.Position);
            else
            {
                var folder = checkpoints.Write(trainer.Step, part => TrainingState.Write(part, objective, trainer, settings, Conditions, batches.Position));
                checkpoints.KeepLast(settings.Keep);
                foreach (var watcher in watchers) watcher.Saved(folder, trainer.Step);
            }
            team?.Now(Doing.Computing);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new TrainingStoppedException($"step {trainer.Step}: the checkpoint could not be written: {e.Message} {checkpoints.LastGood} Make room and continue from there.", e);
        }
    }
}
