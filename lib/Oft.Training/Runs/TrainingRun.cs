using Oft.Data.Sampling;
using Oft.Training.Batches;
using Oft.Training.Checkpoints;
using Oft.Training.Objectives;

namespace Oft.Training.Runs;

/// <summary>A training that never loses work: the loop that owns batches, trainer and checkpoints.</summary>
/// <remarks>
/// <code>
/// FOLDER/checkpoints/0000200/     weights, optimizer, sampler position, chance: whole or not there
/// </code>
/// A continued run goes on bit-equal on the same machine: it takes its own precision and number of threads, whatever is asked for now.
/// </remarks>
public sealed class TrainingRun<TBatch> : IDisposable
{
    private readonly RunSettings settings;
    private readonly IObjective<TBatch> objective;
    private readonly IBatches<TBatch> batches;
    private readonly Trainer<TBatch> trainer;
    private readonly CheckpointFolder checkpoints;
    private int saved = -1;

    /// <summary>Begins a run, or continues one.</summary>
    /// <param name="settings">How it is kept.</param>
    /// <param name="objective">What is learned; its modules are filled where the run is continued.</param>
    /// <param name="batches">Opens the batches at a position; null is the beginning.</param>
    /// <param name="from">A checkpoint to continue; null begins at step 0.</param>
    /// <exception cref="TrainingStoppedException">The checkpoint is damaged or of another run.</exception>
    public TrainingRun(RunSettings settings, IObjective<TBatch> objective, Func<SamplerPosition?, IBatches<TBatch>> batches, TrainingCheckpoint? from = null)
    {
        (this.settings, this.objective) = (settings, objective);
        Conditions = from?.Facts.Conditions ?? settings.Conditions;
        Conditions.Apply();
        checkpoints = new(System.IO.Path.Combine(settings.Folder, "checkpoints"));
        trainer = new(settings.Trainer with { Compute = Conditions.Compute }, objective);
        try
        {
            if (from is not null) TrainingState.Restore(from, objective, trainer);
            if (from is not null) saved = trainer.Step;
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
        foreach (var watcher in settings.Watchers) watcher.Begins(settings.Folder, trainer.Step, settings.Trainer.Steps);
        while (trainer.Step < settings.Trainer.Steps)
        {
            if (cancellation.IsCancellationRequested)
            {
                Save();
                return RunEnd.Interrupted;
            }
            var report = Take();
            foreach (var watcher in settings.Watchers) watcher.Stepped(report);
            if (trainer.Step % settings.CheckpointEvery == 0) Save();
        }
        Save();
        return RunEnd.Finished;
    }

    /// <summary>Ends the batches and frees the optimizer.</summary>
    public void Dispose()
    {
        batches.Dispose();
        trainer.Dispose();
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
        try
        {
            var folder = checkpoints.Write(trainer.Step, part => TrainingState.Write(part, objective, trainer, settings, Conditions, batches.Position));
            saved = trainer.Step;
            checkpoints.KeepLast(settings.Keep);
            foreach (var watcher in settings.Watchers) watcher.Saved(folder, trainer.Step);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new TrainingStoppedException($"step {trainer.Step}: the checkpoint could not be written: {e.Message} {checkpoints.LastGood} Make room and continue from there.", e);
        }
    }
}
