using Oft.Contracts;
using Oft.Lab.Progress;

namespace Oft.Lab.Worlds;

/// <summary>Records demonstrations of a whole suite into a sink, a thread and a world per task at a time.</summary>
/// <param name="Suite">Which suite.</param>
/// <param name="Episodes">Successful episodes to keep per task.</param>
/// <param name="ImageSize">Pixels down of each view; mini-LIBERO's are as wide, mini-ALOHA's a third wider.</param>
/// <param name="Threads">Worlds side by side.</param>
public sealed record DemonstrationRun(string Suite, int Episodes, int ImageSize = 96, int Threads = 2)
{
    private const int TriesPerEpisode = 3;

    /// <summary>Records what is not there yet.</summary>
    /// <param name="sink">Takes each successful episode; it is called by one thread at a time.</param>
    /// <param name="has">True when an episode of a task and seed is already there.</param>
    /// <param name="cancellation">Ends the run after the episodes in hand.</param>
    /// <returns>Episodes kept now, found already there, and tries that failed and were left out.</returns>
    /// <exception cref="InvalidOperationException">A task's expert failed too often to fill its share.</exception>
    public (int Kept, int Found, int Failed) Write(IEpisodeSink sink, Func<string, ulong, bool> has, CancellationToken cancellation = default)
    {
        var tasks = Teachers.Of(Suite);
        var (kept, found, failed, gate) = (0, 0, 0, new Lock());
        using var progress = new ProgressLine($"demonstrations of {Suite}", (long)tasks.Count * Episodes);
        Parallel.ForEach(tasks, new ParallelOptions { MaxDegreeOfParallelism = Threads, CancellationToken = cancellation }, task =>
        {
            ITeacher? teacher = null;
            try
            {
                var (have, seed) = (0, 0UL);
                while (have < Episodes)
                {
                    cancellation.ThrowIfCancellationRequested();
                    if (seed >= (ulong)(Episodes * TriesPerEpisode + 8)) throw new InvalidOperationException($"{task}: only {have} of {seed} tries succeeded.");
                    if (has(task.Name, seed))
                    {
                        lock (gate) progress.Report(kept + ++found);
                        have++;
                    }
                    else
                    {
                        teacher ??= task.Open(ImageSize);
                        var episode = teacher.Record(seed);
                        lock (gate)
                        {
                            if (episode.Outcome == EpisodeOutcome.Success)
                            {
                                sink.Write(episode);
                                kept++;
                                have++;
                            }
                            else failed++;
                            progress.Report(kept + found, failed > 0 ? $"{failed} tries left out" : "");
                        }
                    }
                    seed++;
                }
            }
            finally
            {
                teacher?.Dispose();
            }
        });
        return (kept, found, failed);
    }
}
