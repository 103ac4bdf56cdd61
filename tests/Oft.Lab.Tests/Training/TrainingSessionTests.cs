using Oft.Contracts;
using Oft.Data.Plain;
using Oft.Lab.Tests.Slice;
using Oft.Lab.Training;
using Oft.Model;
using Oft.Model.Weights;
using Oft.Simulation.MiniLibero;
using Oft.Torch;
using Oft.Training.Recipes;
using Oft.Training.Runs;

namespace Oft.Lab.Tests.Training;

[Collection(nameof(GlobalGenerator))]
public class TrainingSessionTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Demonstrations_become_a_policy_that_acts_and_a_base_that_adapters_are_trained_on()
    {
        if (EngineReport.WhatIsMissing is { } reason) Need.Missing(reason);
        Need.Library("libmujoco.so");
        using (var sink = new PlainEpisodeSink(folder["demos"])) sink.Write(Demonstration());
        var recipe = RecipeCatalog.WithSteps(RecipeCatalog.Find("tiny-oft"), 4) with { Batch = 2, Data = [new() { Folder = folder["demos"] }], CheckpointEvery = 2 };

        Assert.Equal(RunEnd.Finished, Run(recipe, "base"));
        using (var policy = OftPolicy.Load(folder["base/policy"]))
        {
            Assert.False(policy.Encoder.CenterCrop);
            Assert.Equal(8, policy.Act(Demonstration().Steps[0].Observation).Length);
        }

        var tuned = RecipeCatalog.OnBase(recipe, folder["base/policy"]) with { Film = true };
        Assert.Equal(RunEnd.Finished, Run(tuned, "tuned"));
        using var adapted = OftPolicy.Load(folder["tuned/policy"]);
        Assert.Equal(8, adapted.Act(Demonstration().Steps[0].Observation).Length);
        Assert.Equal(BaseChecksum.Of(folder["base/policy"]), AdapterFolder.Open(folder["tuned/policy/lora_adapter"]).BaseSha256);
    }

    [Theory]
    [InlineData("tiny-act")]
    [InlineData("tiny-diffusion-policy")]
    public void A_baseline_is_planned_trained_and_acts_like_any_other_recipe(string name)
    {
        if (EngineReport.WhatIsMissing is { } reason) Need.Missing(reason);
        Need.Library("libmujoco.so");
        using (var sink = new PlainEpisodeSink(folder["demos"])) sink.Write(Demonstration());
        var recipe = RecipeCatalog.WithSteps(RecipeCatalog.Find(name), 2) with { Batch = 2, Data = [new() { Folder = folder["demos"] }] };
        var plan = TrainingPlan.Of(recipe);
        // As large as a variant's adapters and heads, so that both fit where weights are shipped: a megabyte in bfloat16.
        Assert.InRange(plan.Parameters, 300_000, 524_288);
        Assert.Equal(plan.Parameters, plan.Parts.Sum(part => part.Parameters));
        Assert.Contains("s in Float32 with", plan.Time(_ => { }, TestContext.Current.CancellationToken));

        Assert.Equal(RunEnd.Finished, Run(recipe, "run"));
        var (policy, robot, _) = PolicyFolder.Load(folder["run/policy"]);
        using var owned = (IDisposable)policy;
        Assert.Equal(8, policy.Act(Demonstration().Steps[0].Observation).Length);
        Assert.Equal(recipe.Robot.Views, robot.Views);
        Assert.StartsWith("base: ", Assert.Throws<ArgumentException>(() => RecipeCatalog.OnBase(recipe, folder["run/policy"]).Checked()).Message);
    }

    [Fact]
    public void A_run_that_is_there_is_refused_without_resume_and_by_another_recipe()
    {
        if (EngineReport.WhatIsMissing is { } reason) Need.Missing(reason);
        Need.Library("libmujoco.so");
        using (var sink = new PlainEpisodeSink(folder["demos"])) sink.Write(Demonstration());
        var recipe = RecipeCatalog.WithSteps(RecipeCatalog.Find("tiny-oft"), 2) with { Batch = 1, Data = [new() { Folder = folder["demos"] }] };
        Run(recipe, "run");
        File.Delete(folder["run/finished.json"]);

        Assert.Contains("--resume", Assert.Throws<RecipeException>(() => Run(recipe, "run")).Message);
        Assert.Contains("learning_rate was", Assert.Throws<RecipeException>(() => Run(recipe with { LearningRate = recipe.LearningRate with { Base = 1 } }, "run", resume: true)).Message);
        var split = recipe with { Data = [.. recipe.Data.Select(data => data with { Weight = 2 }), .. recipe.Data] };
        Assert.Matches(@"data\[0\] was .*, is .* \(1 more of data differ\)", Assert.Throws<RecipeException>(() => Run(split, "run", resume: true)).Message);
        Assert.Equal(RunEnd.Finished, Run(recipe with { Keep = 7 }, "run", resume: true));
    }

    [Fact]
    public void The_queue_takes_up_what_is_unfinished_and_a_recipe_that_stops_does_not_stop_the_others()
    {
        foreach (var name in new[] { "a", "b", "c", "d" }) File.WriteAllText(folder[$"{name}.json"], "{}");
        Directory.CreateDirectory(folder["b"]);
        FinishedRun.Mark(folder["b"], 3, null);
        var (trained, said) = (new List<string>(), new List<string>());
        int Train(string recipe, string run)
        {
            trained.Add(Path.GetFileName(recipe));
            Assert.Equal(Path.Combine(folder.Path, Path.GetFileNameWithoutExtension(recipe)), run);
            return Path.GetFileName(recipe) == "a.json" ? 139 : 0;
        }

        Assert.Equal(1, new TrainingQueue(folder.Path, Train, said.Add).Run(TestContext.Current.CancellationToken));

        Assert.Equal(["a.json", "c.json", "d.json"], trained);
        Assert.Contains(said, line => line.Contains("a.json: stopped with exit status 139"));
        Assert.Contains(said, line => line.Contains("b.json: finished before"));
    }

    private RunEnd Run(Recipe recipe, string name, bool resume = false) => new TrainingSession(recipe, folder[name]).Run(resume, null, _ => { }, [], TestContext.Current.CancellationToken);

    private static Episode Demonstration()
    {
        using var world = MiniSuite.Load("mini_base").Tasks[0].CreateWorld(new MiniWorldOptions { ImageWidth = 32, ImageHeight = 32 });
        return Demonstrations.Record(world, seed: 1);
    }
}
