using Oft.Contracts;
using Oft.Lab.Progress;
using Oft.Simulation.MiniLibero;

namespace Oft.Lab.Campaign;

/// <summary>Draws random scenes and labels their patches.</summary>
public static class SightSamples
{
    /// <summary>Draws on several cores, in an order that does not depend on their number.</summary>
    /// <param name="settings">How many, and the seed.</param>
    /// <param name="side">Patches along a picture's side.</param>
    /// <param name="threads">Pools drawn side by side.</param>
    /// <param name="cancellation">Ends it between two scenes.</param>
    public static IReadOnlyList<SightSample> Draw(SightSettings settings, int side, int threads, CancellationToken cancellation = default)
    {
        var samples = new SightSample[settings.Scenes];
        var pools = (settings.Scenes + settings.ScenesPerPool - 1) / settings.ScenesPerPool;
        using var progress = new ProgressLine("scenes", settings.Scenes);
        var done = 0;
        Parallel.For(0, pools, new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancellation }, pool =>
        {
            using var scenes = new RandomScenes(SeededChance.SeedOf("sight", (ulong)settings.Seed, (ulong)pool));
            for (var i = pool * settings.ScenesPerPool; i < Math.Min(settings.Scenes, (pool + 1) * settings.ScenesPerPool); i++)
            {
                cancellation.ThrowIfCancellationRequested();
                var scene = scenes.Draw((ulong)i);
                samples[i] = new SightSample(new Observation(scene.Views, Array.Empty<double>(), "look"), [.. scene.Seen.Select(seen => PatchLabels.Of(seen, side))]);
                lock (progress) progress.Report(++done);
            }
        });
        return samples;
    }
}
