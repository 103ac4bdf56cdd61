using System.Diagnostics;
using System.Text.Json.Nodes;
using Oft.Lab.Progress;
using Oft.Simulation.MiniLibero;
using Oft.Simulation.MuJoCo;

namespace Oft.Lab.Proofs;

/// <summary>Worlds that are stepped, drawn, made and thrown away for twenty minutes.</summary>
public sealed class WorldMemoryProof : IProof
{
    private const int StepsPerEpisode = 40, SamplesAtLeast = 20;
    private const double WarmUpShare = 0.25, MostGrowth = 0.5;   // MB a minute: below what one lost picture in ten thousand would add

    /// <inheritdoc/>
    public string Name => "world-memory";

    /// <inheritdoc/>
    public string Claim => "Stepping, drawing, making and disposing worlds leaves memory flat and no drawing context behind.";

    /// <inheritdoc/>
    /// <remarks>Its unit is seconds, 1200 at full size.</remarks>
    public ProofResult Run(ProofContext context)
    {
        var length = TimeSpan.FromSeconds(context.Size ?? 1200);
        var tasks = MiniSuite.Names.SelectMany(name => MiniSuite.Load(name).Tasks).ToArray();
        var before = MuJoCoLibrary.LiveOwners;
        var samples = new List<(double Minutes, double Megabytes)>();
        var (clock, steps, pictures, worlds) = (Stopwatch.StartNew(), 0L, 0L, 0L);
        var between = length / (4 * SamplesAtLeast);
        using var progress = new ProgressLine("world memory, seconds", (long)Math.Ceiling(length.TotalSeconds));
        var next = TimeSpan.Zero;
        while (clock.Elapsed < length)
        {
            context.Cancellation.ThrowIfCancellationRequested();
            using (var world = tasks[(int)(worlds++ % tasks.Length)].CreateWorld(new MiniWorldOptions { ImageWidth = 96, ImageHeight = 96 }))
            {
                world.ResetForDemonstration((ulong)worlds);
                var expert = new ScriptedExpert(world);
                for (var i = 0; i < StepsPerEpisode && !world.Success; i++, steps++)
                {
                    pictures += world.Observe().Views.Count;
                    world.Step(expert.Act());
                }
            }
            if (clock.Elapsed < next) continue;
            next = clock.Elapsed + between;
            GC.Collect();
            GC.WaitForPendingFinalizers();
            samples.Add((clock.Elapsed.TotalMinutes, Resident()));
            progress.Report((long)clock.Elapsed.TotalSeconds, $"{samples[^1].Megabytes:0.0} MB");
        }

        var settled = samples.Where(s => s.Minutes >= WarmUpShare * length.TotalMinutes).ToArray();
        var slope = Slope(settled);
        var left = MuJoCoLibrary.LiveOwners - before;
        var result = new JsonObject
        {
            ["slope_mb_per_minute"] = Math.Round(slope, 4),
            ["resident_mb_first"] = Math.Round(settled[0].Megabytes, 1),
            ["resident_mb_last"] = Math.Round(settled[^1].Megabytes, 1),
            ["owners_left"] = left,
            ["worlds"] = worlds,
            ["control_steps"] = steps,
            ["pictures"] = pictures,
            ["renderer"] = RendererInfo.Detected.ToString(),
        };
        return new ProofResult(slope < MostGrowth && left == 0, $"{length.TotalSeconds:0} seconds", result);
    }

    private static double Resident()
    {
        using var process = Process.GetCurrentProcess();
        return process.WorkingSet64 / 1048576.0;
    }

    // Least squares over the settled part.
    private static double Slope(IReadOnlyList<(double Minutes, double Megabytes)> samples)
    {
        var (x, y) = (samples.Average(s => s.Minutes), samples.Average(s => s.Megabytes));
        var spread = samples.Sum(s => (s.Minutes - x) * (s.Minutes - x));
        return spread > 0 ? samples.Sum(s => (s.Minutes - x) * (s.Megabytes - y)) / spread : 0;
    }
}
