using Oft.Contracts;
using Oft.Evaluation.Ledgers;
using Oft.Evaluation.Suites;
using Oft.Lab.Suites;
using Oft.Simulation.MiniLibero;

namespace Oft.Lab.Tests.Suites;

public class EvaluationRunTests
{
    // Small pictures: nothing here looks at them.
    private static MiniLiberoSuite Suite => new("mini_goal", new MiniWorldOptions { ImageWidth = 16, ImageHeight = 16 });

    [Fact]
    public void The_expert_gives_the_same_ledger_direct_batched_and_in_three_shards()
    {
        Need.Library("libmujoco.so");
        using var folder = new TemporaryFolder();
        var order = Order(folder["direct"], PolicyChoice.Expert);
        var direct = new EvaluationRun(order).Run();
        var batched = new EvaluationRun(order with { Folder = folder["batched"], Worlds = 3 }).Run();
        var shards = Enumerable.Range(1, 3).Select(number => order with { Folder = folder["shards"], Shard = new Shard(number, 3) }).ToList();
        foreach (var shard in shards) new EvaluationRun(shard).Run();
        LedgerMerge.Write([.. shards.Select(shard => shard.LedgerPath)], folder["merged.jsonl"]);

        Assert.Equal(4, direct.Rate!.Successes);                        // the expert solves these states
        Assert.Equal(Timeless(direct), Timeless(Ledger.Read(folder["merged.jsonl"])));
        Assert.Equal(Timeless(direct).Order(), Timeless(batched).Order());
        Assert.Equal(direct.Rate, Ledger.Read(folder["merged.jsonl"]).Rate);
    }

    [Fact]
    public void A_failed_episode_leaves_a_film_and_a_success_none()
    {
        Need.Library("libmujoco.so");
        using var folder = new TemporaryFolder();
        var order = Order(folder["run"], PolicyChoice.Idle) with { InitialStates = 1, Traces = true, Settings = new() { StepLimit = 20 } };
        var run = new EvaluationRun(order);
        var ledger = run.Run();
        Assert.All(ledger.Records, record => Assert.Equal((EpisodeOutcome.Failure, 20), (record.Outcome, record.Steps)));
        Assert.All(ledger.Records, record => Assert.NotNull(run.Film(record)));
        Assert.Equal(2, Directory.GetFiles(folder["run/traces"]).Length);

        var solved = new EvaluationRun(Order(folder["solved"], PolicyChoice.Expert) with { InitialStates = 1, Tasks = ["turn_on_the_stove"] });
        Assert.Null(solved.Film(solved.Run().Records[0]));
    }

    [Fact]
    public void Other_pictures_are_another_world_and_perturbations_are_conditions()
    {
        Need.Library("libmujoco.so");
        Assert.NotEqual(Suite.Files["initial_states"], new MiniLiberoSuite("mini_goal").Files["initial_states"]);
        Assert.Equal(Suite.Files["initial_states"], Suite.Files["initial_states"]);
        var plain = Order("x", PolicyChoice.Expert);
        Assert.Equal(["perturbations"], plain.Conditions().Differences((plain with { Perturbation = "light" }).Conditions()).Select(difference => difference.Name));
    }

    [Fact]
    public void A_task_that_the_suite_does_not_have_is_answered_with_those_it_has()
    {
        Need.Library("libmujoco.so");
        var order = Order("x", PolicyChoice.Expert) with { Tasks = ["fly"] };
        Assert.Contains("turn_on_the_stove", Assert.Throws<ArgumentException>(order.Plan).Message);
        Assert.Contains("50 initial states", Assert.Throws<ArgumentException>((order with { Tasks = null, InitialStates = 51 }).Plan).Message);
    }

    private static EvaluationOrder Order(string folder, PolicyChoice policy) => new()
    {
        Suite = Suite, Policy = policy, Folder = folder, Kit = "test", Tasks = ["turn_on_the_stove", "open_the_drawer_of_the_cabinet"], InitialStates = 2,
    };

    private static List<string> Timeless(Ledger ledger) => [.. ledger.Records.Select(record => record.Timeless())];
}
