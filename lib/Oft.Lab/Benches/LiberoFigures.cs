using System.Diagnostics;
using Oft.Simulation.Libero;

namespace Oft.Lab.Benches;

/// <summary>How fast LIBERO's own worlds run here, as multiples of the Python simulator's speed, and how much of that MuJoCo alone allows.</summary>
/// <remarks>
/// Python's figures were recorded on two cores of another machine (Python 3.10, robosuite 1.4.0, MuJoCo's own build of 2.2.2, OSMesa); they are
/// read to within 30 %, so a ratio is too. A control step is 25 physics steps; upstream computes each nearly three times over (two forwards and
/// a step), here once. Python always draws both 256x256 views; here a picture is drawn when the policy looks, every eight steps.
/// <para>
/// MuJoCo's own time cannot be won back from outside it, so its figure for a physics step stands here beside the one recorded there, and so does
/// what a world would reach that computed nothing else.
/// </para>
/// </remarks>
internal static class LiberoFigures
{
    private const int LooksEvery = 8;
    // Control steps a second without and with views, and milliseconds of one mj_step.
    private static readonly (string Suite, string Task, double Blind, double Seeing, double PhysicsMs)[] python =
    [
        ("libero_spatial", "pick_up_the_black_bowl_between_the_plate_and_the_ramekin_and_place_it_on_the_plate", 67.04, 5.68, 0.149),
        ("libero_goal", "turn_on_the_stove", 81.27, 6.02, 0.118),
    ];

    /// <summary>The figures.</summary>
    public static IReadOnlyList<BenchFigure> Measure(LiberoFolders folders, TimeSpan span, BenchContext context)
    {
        var figures = new List<BenchFigure>();
        foreach (var (suite, task, blind, seeing, physicsMs) in python)
        {
            context.Cancellation.ThrowIfCancellationRequested();
            using var world = LiberoTask.Find(folders, suite, task).CreateWorld();
            var name = $"{suite}, {(task.Length <= 40 ? task : task[..40] + "…")}";
            var (free, share) = Steps(world, look: false, span);
            var (looking, _) = Steps(world, look: true, span);
            var ownMs = share * 1000 / free / LiberoWorld.Substeps;
            figures.AddRange([
                new($"{name}, no views", free, "steps/s", Better.Higher),
                new($"{name}, no views, against Python's {blind:0.#}", free / blind, "x", Better.Higher, 2),
                new($"{name}, MuJoCo's share of a control step without views", share, "x", Better.Higher),
                new($"{name}, MuJoCo's own time for a physics step (where Python's figures were made: {physicsMs:0.000})", ownMs, "ms", Better.Lower),
                new($"{name}, no views, against Python's {blind:0.#}, if nothing but MuJoCo took time", free / share / blind, "x", Better.Higher),
                new($"{name}, no views, against Python's {blind:0.#} slowed to this MuJoCo and machine", free / (blind * physicsMs / ownMs), "x", Better.Higher),
                new($"{name}, two 256x256 views every {LooksEvery} steps", looking, "steps/s", Better.Higher),
                new($"{name}, two 256x256 views every {LooksEvery} steps, against Python's {seeing:0.##} with views", looking / seeing, "x", Better.Higher, 4),
            ]);
        }
        return figures;
    }

    // Steps a second, and the share of the time that was MuJoCo's own where nothing was drawn.
    private static (double Rate, double Share) Steps(LiberoWorld world, bool look, TimeSpan span)
    {
        world.Reset(0, 0);
        world.Observe();
        var before = world.Data.TimeInMuJoCo;
        world.Data.Timed = true;
        var (clock, count) = (Stopwatch.StartNew(), 0);
        do
        {
            // Small ways about the start, so that the arm touches nothing and every step costs the same.
            double[] action = [0.3 * Math.Sin(count * 0.2), 0.3 * Math.Cos(count * 0.2), 0.2 * Math.Sin(count * 0.1), 0, 0, 0.1 * Math.Sin(count * 0.05), -1];
            if (look && count % LooksEvery == 0) world.Observe();
            world.Step(action);
            count++;
        }
        while (clock.Elapsed < span || count < 2 * LooksEvery);
        var elapsed = clock.Elapsed;
        world.Data.Timed = false;
        return (count / elapsed.TotalSeconds, (world.Data.TimeInMuJoCo - before) / elapsed);
    }
}
