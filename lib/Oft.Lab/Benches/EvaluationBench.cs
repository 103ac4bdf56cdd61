using System.Diagnostics;
using Oft.Evaluation.Episodes;
using Oft.Evaluation.Ledgers;
using Oft.Evaluation.Suites;
using Oft.Lab.Suites;

namespace Oft.Lab.Benches;

/// <summary>Episodes per minute of four worlds that share a policy, beside one world.</summary>
/// <remarks>
/// Both run the same episodes in the same process with the same pinned threads (<c>OFT_THREADS</c>, <c>LP_NUM_THREADS</c>), in turns; the
/// ratio is taken within each round and its median counts. Worlds are opened, ledgers flushed and pictures drawn as in any evaluation.
/// </remarks>
/// <param name="policy">Whose evaluation is timed.</param>
public sealed class EvaluationBench(PolicyChoice policy) : IBench
{
    private const int Worlds = 4, Tasks = 4, EpisodesATask = 2;

    /// <inheritdoc/>
    public string Name => "evaluation";

    /// <inheritdoc/>
    public string Question => $"How many more episodes a minute do {Worlds} worlds side by side give than one, with policy '{policy.Name}'?";

    /// <inheritdoc/>
    public IReadOnlyList<BenchFigure> Run(BenchContext context)
    {
        var suite = new MiniLiberoSuite("mini_spatial");
        var folder = Directory.CreateTempSubdirectory("oft-bench-evaluation-").FullName;
        try
        {
            Minutes(suite, Path.Combine(folder, "warm"), Worlds, context);
            List<(double Alone, double Together)> rounds = [];
            for (var round = 0; round < (context.Long ? 7 : 3); round++)
            {
                rounds.Add((Minutes(suite, Path.Combine(folder, $"{round}-1"), 1, context), Minutes(suite, Path.Combine(folder, $"{round}-{Worlds}"), Worlds, context)));
                context.Say($"round {round + 1}: {60 * rounds[^1].Alone:0.0} s with one world, {60 * rounds[^1].Together:0.0} s with {Worlds}");
            }
            const int episodes = Tasks * EpisodesATask;
            return
            [
                new($"{Worlds} worlds over one", Median(rounds.Select(round => round.Alone / round.Together)), "x", Better.Higher, 1.3),
                new("one world", Median(rounds.Select(round => episodes / round.Alone)), "episodes/min", Better.Higher),
                new($"{Worlds} worlds", Median(rounds.Select(round => episodes / round.Together)), "episodes/min", Better.Higher),
            ];
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private double Minutes(MiniLiberoSuite suite, string folder, int worlds, BenchContext context)
    {
        var order = new EvaluationOrder { Suite = suite, Policy = policy, Folder = folder, Kit = "bench", Settings = EpisodeSettings.Plain, Tasks = [.. suite.Tasks.Take(Tasks)], InitialStates = EpisodesATask, Worlds = worlds, Films = Films.None };
        var (conditions, plan) = (order.Conditions(), order.Plan());
        using var ledger = LedgerWriter.Open(order.LedgerPath, conditions);
        var clock = Stopwatch.StartNew();
        new SuiteRunner(suite, order.Settings) { Worlds = worlds, LatencyCap = order.LatencyCap }.Run(plan, policy.For, ledger, context.Cancellation);
        return clock.Elapsed.TotalMinutes;
    }

    private static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return sorted[sorted.Length / 2];
    }
}
