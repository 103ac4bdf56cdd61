using Oft.Contracts;
using Oft.Data.Sampling;
using Oft.Lab.Progress;
using Oft.Simulation.MiniLibero;

namespace Oft.Lab.Slice;

/// <summary>What the slice learns from: windows of K actions out of demonstrations, and random-start clips.</summary>
public static class SliceSamples
{
    /// <summary>Demonstrates, in one world a core. Half of what is drawn shows how a task goes on, the other half where things are.</summary>
    /// <returns>Demonstrations, then clips where there are any.</returns>
    /// <exception cref="InvalidOperationException">The expert fails so often that the task must be broken.</exception>
    public static IReadOnlyList<SamplePart> Collect(MiniTask task, SliceSettings settings, CancellationToken cancellation)
    {
        using var progress = new ProgressLine("demonstrate", settings.Demonstrations + settings.Clips);
        var done = 0;
        void Count()
        {
            lock (progress) progress.Report(++done);
        }
        var demonstrations = Many<Episode>(task, settings.Demonstrations, cancellation, (world, index) =>
        {
            for (var attempt = 0; attempt < 20; attempt++)
            {
                var episode = Demonstrations.Record(world, (ulong)(settings.Seed * 1_000_003L + index * 20 + attempt), settings.Noise);
                if (episode.Outcome != EpisodeOutcome.Success) continue;
                Count();
                return [episode];
            }
            throw new InvalidOperationException($"{task}: the expert failed twenty times in a row; see oft prove experts.");
        });
        var clips = Many<ChunkSample>(task, settings.Clips, cancellation, (world, index) =>
        {
            var clip = RandomStartClips.Draw(world, (ulong)(settings.Seed * 1_000_003L + index));
            Count();
            return clip;
        });
        var shown = new SamplePart(new EpisodeSet(task.Name, demonstrations, demonstrations[0].Robot.ChunkLength, ChunkEnd.RepeatLast), 1);
        return clips.Count == 0 ? [shown] : [shown, new SamplePart(new ClipSet($"{task.Name} clips", clips), 1)];
    }

    // Index order in the result, whichever thread was first: the same seed gives the same samples on any number of cores.
    private static List<T> Many<T>(MiniTask task, int count, CancellationToken cancellation, Func<MiniWorld, int, IReadOnlyList<T>> make)
    {
        var made = new IReadOnlyList<T>[count];
        var options = new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount, CancellationToken = cancellation };
        var next = -1;
        Parallel.For(0, Environment.ProcessorCount, options, _ =>
        {
            using var world = task.CreateWorld();
            for (var index = Interlocked.Increment(ref next); index < count; index = Interlocked.Increment(ref next))
            {
                cancellation.ThrowIfCancellationRequested();
                made[index] = make(world, index);
            }
        });
        return [.. made.SelectMany(samples => samples)];
    }
}
