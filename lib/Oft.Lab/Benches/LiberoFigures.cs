using System.Diagnostics;
using Oft.Lab.Suites;
using Oft.Simulation.Libero;

namespace Oft.Lab.Benches;

/// <summary>How fast LIBERO's own worlds run here, as multiples of the Python simulator's speed.</summary>
/// <remarks>
/// Python's figures were recorded on two cores (Python 3.10, robosuite 1.4.0, MuJoCo 2.2.2, OSMesa); they are read to within 30 %, so a ratio is too.
/// It always draws both 256x256 views; here a picture is drawn when the policy looks, every eight steps.
/// </remarks>
internal static class LiberoFigures
{
    private const int LooksEvery = 8;
    private static readonly (string Suite, string Task, double Blind, double Seeing)[] python =
    [
        ("libero_spatial", "pick_up_the_black_bowl_between_the_plate_and_the_ramekin_and_place_it_on_the_plate", 67.04, 5.68),
        ("libero_goal", "turn_on_the_stove", 81.27, 6.02),
    ];

    /// <summary>The figures; none where LIBERO's files are not at hand.</summary>
    public static IReadOnlyList<BenchFigure> Measure(TimeSpan span, BenchContext context)
    {
        LiberoFolders folders;
        try
        {
            folders = LiberoPlaces.Open();
        }
        catch (LiberoException missing)
        {
            context.Say($"LIBERO is left out: {missing.Message}");
            return [];
        }
        var figures = new List<BenchFigure>();
        foreach (var (suite, task, blind, seeing) in python)
        {
            context.Cancellation.ThrowIfCancellationRequested();
            using var world = LiberoTask.Find(folders, suite, task).CreateWorld();
            var (free, looking) = (Steps(world, look: false, span), Steps(world, look: true, span));
            figures.Add(new($"{suite}, {Short(task)}, no views", free, "steps/s", Better.Higher));
            figures.Add(new($"{suite}, {Short(task)}, no views, against Python's {blind:0.#}", free / blind, "x", Better.Higher, 2));
            figures.Add(new($"{suite}, {Short(task)}, two 256x256 views every {LooksEvery} steps", looking, "steps/s", Better.Higher));
            figures.Add(new($"{suite}, {Short(task)}, two 256x256 views every {LooksEvery} steps, against Python's {seeing:0.##} with views", looking / seeing, "x", Better.Higher, 4));
        }
        return figures;
    }

    private static double Steps(LiberoWorld world, bool look, TimeSpan span)
    {
        world.Reset(0, 0);
        world.Observe();
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
        return count / clock.Elapsed.TotalSeconds;
    }

    private static string Short(string task) => task.Length <= 40 ? task : task[..40] + "…";
}
