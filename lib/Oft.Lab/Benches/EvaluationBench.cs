using System.Diagnostics;
using Oft.Contracts;
using Oft.Evaluation.Episodes;
using Oft.Evaluation.Ledgers;
using Oft.Evaluation.Suites;
using Oft.Lab.Slice;
using Oft.Lab.Suites;
using Oft.Model;
using Oft.Model.Inputs;
using Oft.Simulation.MiniLibero;

namespace Oft.Lab.Benches;

/// <summary>Episodes per minute of four worlds that share a policy, beside one world.</summary>
/// <remarks>
/// Both run the same episodes in the same process with the same pinned threads (<c>OFT_THREADS</c>, <c>LP_NUM_THREADS</c>), in turns; the
/// ratio is taken within each round and its median counts. Waiting workers of libtorch have to sleep (<c>GOMP_SPINCOUNT</c>, set by <c>environment/oft</c>),
/// or they hold the core that the other worlds would step on. Worlds are opened, ledgers flushed and pictures drawn as in any evaluation.
/// The network is the tiny profile with random weights, which cost what trained ones cost; its episodes run to a limit of 64 steps.
/// </remarks>
public sealed class EvaluationBench : IBench
{
    private const int Worlds = 4, Tasks = 4, EpisodesATask = 2;

    /// <inheritdoc/>
    public string Name => "evaluation";

    /// <inheritdoc/>
    public string Question => $"How many more episodes a minute do {Worlds} worlds that share a tiny network in batches give than one world?";

    /// <inheritdoc/>
    public IReadOnlyList<BenchFigure> Run(BenchContext context)
    {
        var suite = new MiniLiberoSuite("mini_spatial");
        using var model = new OftModel(OftConfig.Tiny with { Robot = MiniRobot.Spec });
        var network = Network(model);
        var folder = Directory.CreateTempSubdirectory("oft-bench-evaluation-").FullName;
        try
        {
            Run(suite, network, Path.Combine(folder, "warm"), Worlds, context);
            List<(Sitting Alone, Sitting Together)> rounds = [];
            for (var round = 0; round < (context.Long ? 7 : 3); round++)
            {
                rounds.Add((Run(suite, network, Path.Combine(folder, $"{round}-1"), 1, context), Run(suite, network, Path.Combine(folder, $"{round}-{Worlds}"), Worlds, context)));
                context.Say($"round {round + 1}: {60 * rounds[^1].Alone.Minutes:0.0} s with one world, {60 * rounds[^1].Together.Minutes:0.0} s with {Worlds}");
            }
            const int episodes = Tasks * EpisodesATask;
            return
            [
                new($"{Worlds} worlds over one", Median(rounds.Select(round => round.Alone.Minutes / round.Together.Minutes)), "x", Better.Higher, 1.3),
                new("one world", Median(rounds.Select(round => episodes / round.Alone.Minutes)), "episodes/min", Better.Higher),
                new($"{Worlds} worlds", Median(rounds.Select(round => episodes / round.Together.Minutes)), "episodes/min", Better.Higher),
                new("the policy's share of an episode, one world", Median(rounds.Select(round => round.Alone.PolicyShare)), "x", Better.Lower),
            ];
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static Sitting Run(MiniLiberoSuite suite, PolicyChoice policy, string folder, int worlds, BenchContext context)
    {
        var order = new EvaluationOrder { Suite = suite, Policy = policy, Folder = folder, Kit = "bench", Settings = new EpisodeSettings { StepLimit = 64 }, Tasks = [.. suite.Tasks.Take(Tasks)], InitialStates = EpisodesATask, Worlds = worlds, Films = Films.None };
        var (conditions, plan) = (order.Conditions(), order.Plan());
        using var ledger = LedgerWriter.Open(order.LedgerPath, conditions);
        var clock = Stopwatch.StartNew();
        new SuiteRunner(suite, order.Settings) { Worlds = worlds, LatencyCap = order.LatencyCap }.Run(plan, policy.For, ledger, context.Cancellation);
        var minutes = clock.Elapsed.TotalMinutes;
        var episodes = Ledger.Read(order.LedgerPath).Records;
        return new Sitting(minutes, episodes.Sum(one => one.PolicySeconds) / episodes.Sum(one => one.Seconds));
    }

    private static PolicyChoice Network(OftModel model)
    {
        var (robot, random) = (MiniRobot.Spec, new Random(0));
        var (actions, proprio) = (new FieldSummary(robot.ActionWidth), new FieldSummary(robot.ProprioWidth));
        for (var i = 0; i < 100; i++)
        {
            actions.Add(Draw(robot.ActionWidth));
            proprio.Add(Draw(robot.ProprioWidth));
        }
        model.eval();
        var policy = new SlicePolicy(model, new ObservationEncoder(model.Config, TinyTokenizer.Instance, new ActionStatistics(actions.Finish(robot.ActionMask), proprio.Finish(), 100)), TorchSharp.torch.ScalarType.Float32);
        return new PolicyChoice("tiny network, random weights", "", "", _ => policy);

        float[] Draw(int width) => [.. Enumerable.Range(0, width).Select(_ => 2 * random.NextSingle() - 1)];
    }

    private static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return sorted[sorted.Length / 2];
    }

    private sealed record Sitting(double Minutes, double PolicyShare);
}
