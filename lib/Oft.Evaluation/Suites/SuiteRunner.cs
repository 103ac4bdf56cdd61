using Oft.Contracts;
using Oft.Evaluation.Episodes;
using Oft.Evaluation.Ledgers;
using Oft.Evaluation.Statistics;

namespace Oft.Evaluation.Suites;

/// <summary>Runs the episodes of a plan that are not in the ledger yet, one world a thread.</summary>
/// <remarks>With several worlds the policy is shared through a <see cref="BatchGate"/>; lines then stand in the order in which episodes end.</remarks>
public sealed class SuiteRunner(ISuite suite, EpisodeSettings settings, TimeProvider? time = null)
{
    private readonly TimeProvider time = time ?? TimeProvider.System;

    /// <summary>Worlds side by side, each in a thread.</summary>
    public int Worlds
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfNegativeOrZero(value, nameof(Worlds));
            field = value;
        }
    } = 1;

    /// <summary>How long a question may wait for those of other worlds.</summary>
    public TimeSpan LatencyCap { get; init; } = TimeSpan.FromMilliseconds(20);

    /// <summary>Which part of the plan is run here.</summary>
    public Shard Shard { get; init; } = Shard.Whole;

    /// <summary>Called before an episode: who follows it; null for nobody.</summary>
    public Func<PlannedEpisode, IEpisodeWatcher?> Watch { get; init; } = _ => null;

    /// <summary>Called after every episode, one call at a time.</summary>
    public Action<SuiteProgress> Report { get; init; } = _ => { };

    /// <summary>Asked after every episode, one call at a time: true ends the run early. It also hears the episodes of earlier sittings, first.</summary>
    public Func<EpisodeRecord, bool> Enough { get; init; } = _ => false;

    /// <summary>Runs what is missing.</summary>
    /// <param name="plan">All episodes of the run.</param>
    /// <param name="policy">Gives the policy for a world that has just been reset: a shared one, or an expert that knows its world.</param>
    /// <param name="ledger">Takes every episode before the next one of its thread begins.</param>
    /// <param name="cancellation">Ends the run between two steps; episodes under way are run again next time.</param>
    public void Run(SuitePlan plan, Func<IWorld, IPolicy> policy, LedgerWriter ledger, CancellationToken cancellation = default)
    {
        var mine = plan.Episodes.Where(Shard.Has).ToList();
        var todo = new Queue<PlannedEpisode>(mine.Where(episode => !ledger.Has(episode.Task, episode.InitialState)));
        var sitting = new Sitting(this, mine, ledger);
        if (sitting.Over) return;
        using var gate = new BatchGate(LatencyCap, Worlds, time);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var faults = new List<Exception>();
        // All are seated before the first asks, so that it has company from the beginning.
        var seats = Enumerable.Range(0, Math.Min(Worlds, todo.Count)).Select(_ => gate.Sit()).ToList();
        var threads = seats.Select(seat => new Thread(() => Work(todo, policy, gate, seat, sitting, stop, faults)) { IsBackground = true }).ToList();
        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());
        cancellation.ThrowIfCancellationRequested();
        if (faults.Count > 0) throw new AggregateException("the evaluation ended early; what is in the ledger stays and the run can be continued.", faults);
    }

    private void Work(Queue<PlannedEpisode> todo, Func<IWorld, IPolicy> policy, BatchGate gate, IDisposable taken, Sitting sitting, CancellationTokenSource stop, List<Exception> faults)
    {
        var runner = new EpisodeRunner(settings, time);
        WorldSeat? seat = null;
        string? task = null;
        try
        {
            while (!stop.IsCancellationRequested)
            {
                PlannedEpisode? episode;
                lock (todo)
                    if (!todo.TryDequeue(out episode)) return;
                if (task != episode.Task)
                {
                    seat?.Dispose();
                    var name = task = episode.Task;
                    seat = new WorldSeat(() => suite.Open(name));
                }
                var sentence = "";
                var result = runner.Run(seat!, world =>
                {
                    sentence = world.Sentence;
                    return Worlds == 1 ? policy(world) : gate.Behind(policy(world));
                }, episode.InitialState, episode.Seed, Watch(episode), stop.Token);
                if (sitting.Finished(episode, sentence, result)) stop.Cancel();
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // Another thread found the end, or the caller asked for it; this episode was not finished and is not counted.
        }
        catch (Exception broken)
        {
            lock (faults) faults.Add(broken);
            stop.Cancel();
        }
        finally
        {
            taken.Dispose();
            seat?.Vacate();
        }
    }

    // What all threads of one run share: the counts, and one voice towards the caller.
    private sealed class Sitting
    {
        private readonly SuiteRunner runner;
        private readonly LedgerWriter ledger;
        private readonly Lock door = new();
        private readonly long began;
        private readonly int total, before;
        private int successes, trials, errors, done;

        public Sitting(SuiteRunner runner, List<PlannedEpisode> mine, LedgerWriter ledger)
        {
            (this.runner, this.ledger, total, began) = (runner, ledger, mine.Count, runner.time.GetTimestamp());
            var keys = mine.Select(episode => (episode.Task, episode.InitialState)).ToHashSet();
            foreach (var record in Ledger.Read(ledger.Path).Records.Where(record => keys.Contains(record.Key())))
                Over |= Count(record);
            before = done;
            runner.Report(Progress(null));
        }

        public bool Over { get; }

        public bool Finished(PlannedEpisode episode, string sentence, EpisodeResult result)
        {
            var record = new EpisodeRecord
            {
                Task = episode.Task,
                InitialState = episode.InitialState,
                Seed = episode.Seed,
                Sentence = sentence,
                Outcome = result.Outcome,
                Steps = result.Steps,
                Chunks = result.Chunks,
                Errors = result.Errors,
                Score = result.Score,
                Conditions = ledger.Id,
                Seconds = Math.Round(result.Seconds, 4),
                PolicySeconds = Math.Round(result.PolicySeconds, 4),
                At = runner.time.GetUtcNow(),
            };
            lock (door)
            {
                ledger.Append(record);
                var enough = Count(record);
                runner.Report(Progress(record));
                return enough;
            }
        }

        private bool Count(EpisodeRecord record)
        {
            done++;
            if (record.Outcome == EpisodeOutcome.Error) errors++;
            else trials++;
            if (record.Outcome == EpisodeOutcome.Success) successes++;
            return runner.Enough(record);
        }

        private SuiteProgress Progress(EpisodeRecord? last)
        {
            var elapsed = runner.time.GetElapsedTime(began);
            TimeSpan? remaining = done == before ? null : elapsed * ((double)(total - done) / (done - before));
            return new SuiteProgress(done, total, trials == 0 ? null : new SuccessRate(successes, trials), errors, elapsed, remaining, last);
        }
    }
}
