using Oft.Contracts;
using Oft.Lab.Progress;
using Oft.Simulation.MiniLibero;

namespace Oft.Lab.Slice;

/// <summary>What the slice learns from: windows of K actions out of demonstrations, and random-start clips.</summary>
public static class SliceSamples
{
    /// <summary>Demonstrates and cuts, in one world a core.</summary>
    /// <returns>Samples of demonstrations and samples of clips.</returns>
    /// <exception cref="InvalidOperationException">The expert fails so often that the task must be broken.</exception>
    public static (IReadOnlyList<ChunkSample> Demonstrations, IReadOnlyList<ChunkSample> Clips) Collect(MiniTask task, SliceSettings settings, CancellationToken cancellation)
    {
        using var progress = new ProgressLine("demonstrate", settings.Demonstrations + settings.Clips);
        var done = 0;
        void Count()
        {
            lock (progress) progress.Report(++done);
        }
        var demonstrations = Many(task, settings.Demonstrations, cancellation, (world, index) =>
        {
            for (var attempt = 0; attempt < 20; attempt++)
            {
                var episode = Demonstrations.Record(world, (ulong)(settings.Seed * 1_000_003L + index * 20 + attempt), settings.Noise);
                if (episode.Outcome != EpisodeOutcome.Success) continue;
                Count();
                return Windows(episode);
            }
            throw new InvalidOperationException($"{task}: the expert failed twenty times in a row; see oft prove experts.");
        });
        var clips = Many(task, settings.Clips, cancellation, (world, index) =>
        {
            var clip = RandomStartClips.Draw(world, (ulong)(settings.Seed * 1_000_003L + index));
            Count();
            return clip;
        });
        return (demonstrations, clips);
    }

    /// <summary>The ranges that normalise: of actions in demonstrations, of the robot's own state in everything.</summary>
    public static ActionStatistics Statistics(IReadOnlyList<ChunkSample> demonstrations, IReadOnlyList<ChunkSample> clips, RobotSpec robot)
    {
        var (actions, proprio) = (new FieldSummary(robot.ActionWidth), new FieldSummary(robot.ProprioWidth));
        foreach (var sample in demonstrations) actions.Add(Floats(sample.Target[0]));
        foreach (var sample in demonstrations.Concat(clips)) proprio.Add(Floats(sample.Observation.Proprio.Span));
        return new ActionStatistics(actions.Finish(robot.ActionMask), proprio.Finish(), demonstrations.Count);
    }

    private static float[] Floats(ReadOnlySpan<double> values)
    {
        var floats = new float[values.Length];
        for (var i = 0; i < floats.Length; i++) floats[i] = (float)values[i];
        return floats;
    }

    // The reference's rule at the end of an episode: the last action is repeated.
    private static List<ChunkSample> Windows(Episode episode)
    {
        var (length, width) = (episode.Robot.ChunkLength, episode.Robot.ActionWidth);
        return [.. episode.Steps.Select((step, start) =>
        {
            var values = new double[length * width];
            for (var k = 0; k < length; k++)
                episode.Steps[Math.Min(start + k, episode.Steps.Count - 1)].Action.Span.CopyTo(values.AsSpan(k * width));
            return new ChunkSample(step.Observation, new ActionChunk(length, width, values)) { TargetOffsets = step.TargetOffsets };
        })];
    }

    // Index order in the result, whichever thread was first: the same seed gives the same samples on any number of cores.
    private static List<ChunkSample> Many(MiniTask task, int count, CancellationToken cancellation, Func<MiniWorld, int, IReadOnlyList<ChunkSample>> make)
    {
        var made = new IReadOnlyList<ChunkSample>[count];
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
