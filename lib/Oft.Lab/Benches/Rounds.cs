using System.Diagnostics;

namespace Oft.Lab.Benches;

/// <summary>Runs several things in turns, so that a busy moment of the machine meets all of them.</summary>
public static class Rounds
{
    /// <summary>The best time of each: a disturbance only ever makes a measurement longer.</summary>
    /// <param name="runs">What is measured; each is run once before.</param>
    /// <param name="atLeast">Rounds that are made in any case.</param>
    /// <param name="atMost">Rounds that are made where time allows.</param>
    /// <param name="budget">No new round begins after so long.</param>
    /// <param name="cancellation">Ends it between two rounds.</param>
    /// <returns>Seconds, in the order given.</returns>
    public static double[] Best(IReadOnlyList<Action> runs, int atLeast, int atMost, TimeSpan budget, CancellationToken cancellation)
    {
        foreach (var run in runs) run();
        var best = Enumerable.Repeat(double.PositiveInfinity, runs.Count).ToArray();
        var clock = Stopwatch.StartNew();
        for (var round = 0; round < atMost && (round < atLeast || clock.Elapsed < budget); round++)
        {
            cancellation.ThrowIfCancellationRequested();
            for (var i = 0; i < runs.Count; i++)
            {
                var began = Stopwatch.GetTimestamp();
                runs[i]();
                best[i] = Math.Min(best[i], Stopwatch.GetElapsedTime(began).TotalSeconds);
            }
        }
        return best;
    }
}
