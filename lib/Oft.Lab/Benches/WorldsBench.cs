using System.Diagnostics;
using Oft.Lab.Suites;
using Oft.Simulation.Libero;
using Oft.Simulation.MiniLibero;
using Oft.Simulation.MuJoCo;

namespace Oft.Lab.Benches;

/// <summary>How fast worlds run: control steps a second with and without views, by suite and number of threads, and demonstrations a minute; LIBERO's own where its files are at hand.</summary>
/// <param name="seconds">Seconds per measurement; the default keeps the whole bench near a minute.</param>
/// <param name="program">The <c>oft</c> assembly: LIBERO's rows then come from a process of their own, which may draw with all cores; null measures them here, with one.</param>
public sealed class WorldsBench(double seconds = 2.5, string? program = null) : IBench
{
    private const int Side = 96;
    private static readonly MiniWorldOptions views = new() { ImageWidth = Side, ImageHeight = Side };

    /// <inheritdoc/>
    public string Name => "worlds";

    /// <inheritdoc/>
    public string Question => "How many control steps and demonstrations do the worlds make, and is the time MuJoCo's own?";

    /// <inheritdoc/>
    public IReadOnlyList<BenchFigure> Run(BenchContext context)
    {
        var span = TimeSpan.FromSeconds(context.Long ? 4 * seconds : seconds);
        context.Say(RendererInfo.Detected.ToString());
        var figures = new List<BenchFigure>
        {
            new($"demonstrations, two {Side}x{Side} views, 2 threads", Demonstrations(2, 3 * span, context), "/min", Better.Higher, 50),
            new("MuJoCo's share of a control step without views, least of the suites", Names.Min(suite => Share(suite, span, context)), "x", Better.Higher, 0.85),
        };
        foreach (var suite in Names)
            foreach (var threads in (int[])[1, 2])
            {
                figures.Add(new($"{suite}[0], {threads} thread{(threads > 1 ? "s" : "")}, no views", Steps(suite, threads, look: false, span, context), "steps/s", Better.Higher));
                figures.Add(new($"{suite}[0], {threads} thread{(threads > 1 ? "s" : "")}, two {Side}x{Side} views", Steps(suite, threads, look: true, span, context), "steps/s", Better.Higher));
            }
        figures.AddRange(Libero(span, context));
        return figures;
    }

    private IReadOnlyList<BenchFigure> Libero(TimeSpan span, BenchContext context)
    {
        try
        {
            var folders = LiberoPlaces.Open();
            return program is null ? LiberoFigures.Measure(folders, span, context) : LiberoBench.InItsOwnProcess(program, context);
        }
        catch (LiberoException missing)
        {
            context.Say($"LIBERO is left out: {missing.Message}");
            return [];
        }
    }

    private static IEnumerable<string> Names => ["mini_spatial", "mini_object", "mini_goal", "mini_long", "mini_base"];

    private static double Share(string suite, TimeSpan span, BenchContext context)
    {
        context.Cancellation.ThrowIfCancellationRequested();
        using var world = MiniSuite.Load(suite).Tasks[0].CreateWorld();
        var actions = Actions(100);
        var shares = new List<double>();
        var clock = Stopwatch.StartNew();
        world.TimeSteps(actions);                                // the first steps are the compiler's
        do
        {
            world.ResetForDemonstration((ulong)shares.Count);
            var (whole, own) = world.TimeSteps(actions);
            shares.Add(own / whole);
        }
        while (clock.Elapsed < span);
        return shares.Order().ElementAt(shares.Count / 2);
    }

    private static double Steps(string suite, int threads, bool look, TimeSpan span, BenchContext context)
    {
        context.Cancellation.ThrowIfCancellationRequested();
        var counts = new long[threads];
        return SideBySide(threads, (thread, ready) =>
        {
            using var world = MiniSuite.Load(suite).Tasks[0].CreateWorld(views);
            var actions = Actions(100);
            world.ResetForDemonstration(0);
            world.Observe();
            ready.SignalAndWait();
            var clock = Stopwatch.StartNew();
            do
            {
                if (world.Steps >= actions.Count) world.ResetForDemonstration((ulong)counts[thread]);
                world.Step(actions[world.Steps]);
                if (look) world.Observe();
                counts[thread]++;
            }
            while (clock.Elapsed < span);
            return counts[thread] / clock.Elapsed.TotalSeconds;
        });
    }

    private static double Demonstrations(int threads, TimeSpan span, BenchContext context)
    {
        context.Cancellation.ThrowIfCancellationRequested();
        return 60 * SideBySide(threads, (thread, ready) =>
        {
            var tasks = MiniSuite.Load("mini_spatial").Tasks;
            using var world = tasks[thread].CreateWorld(views);
            world.Observe();
            ready.SignalAndWait();
            var (clock, made) = (Stopwatch.StartNew(), 0);
            do
            {
                var seed = (ulong)made;
                Simulation.MiniLibero.Demonstrations.Record(world, seed, 0.3);
                made++;
            }
            while (clock.Elapsed < span);
            return made / clock.Elapsed.TotalSeconds;
        });
    }

    // The sum over threads of what each returns; all begin to measure together.
    private static double SideBySide(int threads, Func<int, Barrier, double> work)
    {
        using var ready = new Barrier(threads);
        var rates = new double[threads];
        var workers = Enumerable.Range(0, threads).Select(thread => new Thread(() => rates[thread] = work(thread, ready))).ToArray();
        foreach (var worker in workers) worker.Start();
        foreach (var worker in workers) worker.Join();
        return rates.Sum();
    }

    // A hand that keeps moving over the table, fingers opening and closing.
    private static IReadOnlyList<double[]> Actions(int count) =>
        [.. Enumerable.Range(0, count).Select(i => new[] { 0.6 * Math.Sin(i * 0.11), 0.8 * Math.Cos(i * 0.07), 0.5 * Math.Cos(i * 0.13), 0, 0, 0.1 * Math.Sin(i * 0.05), i / 20 % 2 == 0 ? -1.0 : 1.0 })];
}
