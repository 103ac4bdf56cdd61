using System.Diagnostics;
using System.Text.Json.Nodes;
using Oft.Lab.Progress;
using Oft.Simulation.MiniLibero;
using Oft.Simulation.MuJoCo;

namespace Oft.Lab.Proofs;

/// <summary>Worlds that are stepped, drawn, made and thrown away for twenty minutes.</summary>
public sealed class WorldMemoryProof : IProof
{
    private const int StepsPerEpisode = 40;
    private const double MostGrowth = 0.5;   // MB a minute: below what one lost picture in ten thousand would add
    private const int LeastWorlds = 10;      // a minute: a process that hardly got a core shows nothing

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
        var memory = new MemoryTrend();
        var (clock, steps, pictures, worlds) = (Stopwatch.StartNew(), 0L, 0L, 0L);
        using var progress = new ProgressLine("world memory, seconds", (long)Math.Ceiling(length.TotalSeconds));
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
            if (memory.Due(clock.Elapsed, length)) progress.Report((long)clock.Elapsed.TotalSeconds, $"{memory.Last:0.0} MB");
        }

        var left = MuJoCoLibrary.LiveOwners - before;
        var result = new JsonObject
        {
            ["slope_mb_per_minute"] = Math.Round(memory.Slope, 4),
            ["resident_mb_first"] = Math.Round(memory.First, 1),
            ["resident_mb_last"] = Math.Round(memory.Last, 1),
            ["owners_left"] = left,
            ["worlds"] = worlds,
            ["least_worlds"] = (int)(LeastWorlds * length.TotalMinutes),
            ["control_steps"] = steps,
            ["pictures"] = pictures,
            ["renderer"] = RendererInfo.Detected.ToString(),
        };
        return new ProofResult(memory.Slope < MostGrowth && left == 0 && worlds >= LeastWorlds * length.TotalMinutes, $"{length.TotalSeconds:0} seconds", result);
    }
}
