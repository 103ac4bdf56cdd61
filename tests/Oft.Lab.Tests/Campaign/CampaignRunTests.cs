using System.Text.Json;
using System.Text.Json.Nodes;
using Oft.Lab.Campaign;
using Oft.Lab.Suites;
using Oft.Lab.Tests.Slice;
using Oft.Model;
using Oft.Model.Baselines;
using Oft.Model.Weights;
using Oft.Torch;
using Oft.Training;
using Oft.Training.Runs;
using Oft.Simulation.MiniLibero;

namespace Oft.Lab.Tests.Campaign;

// libtorch has one generator for the whole process: beside other tests that draw from it a seed would say nothing.
[Collection(nameof(GlobalGenerator))]
public sealed class CampaignRunTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("oft-campaign-").FullName;

    private static readonly CampaignRecipe small = new()
    {
        Name = "small", Story = "A test.", Samples = [new SampleOrder("mini_base", 1, 2, [0])], Grounding = true, Steps = 5, Batch = 2, WarmupSteps = 1, Suites = ["mini_language"], Episodes = 1,
    };

    [Fact]
    public void A_recipe_is_trained_through_an_interruption_another_begins_with_it_and_is_measured()
    {
        if (EngineReport.WhatIsMissing is { } reason) Need.Missing(reason);
        Need.Library("libmujoco.so");
        using var stop = new CancellationTokenSource();
        Assert.Equal(RunEnd.Interrupted, new CampaignRun(small, folder) { Watchers = [new StopAt(2, stop)] }.Train(_ => { }, stop.Token));
        var run = new CampaignRun(small, folder);
        Assert.False(Directory.Exists(run.Policy));
        Assert.Equal(RunEnd.Finished, run.Train(_ => { }, TestContext.Current.CancellationToken));

        var variant = small with { Name = "variant", Base = "small", LoraRank = 2, Grounding = false, ClipShare = 0, Steps = 2 };
        var tuned = new CampaignRun(variant, folder);
        Assert.Equal(RunEnd.Finished, tuned.Train(_ => { }, TestContext.Current.CancellationToken));
        using (var policy = new TinyCheckpoints(folder).Load("variant"))
        using (var world = MiniSuite.Load("mini_base").Tasks[0].CreateWorld())
        {
            Assert.False(policy.Encoder.CenterCrop);
            Assert.Equal((8, 7), (policy.Act(world.Observe()).Length, policy.Act(world.Observe()).Width));
        }

        var (path, rate) = new CampaignMeasure(variant, new TinyCheckpoints(folder), Path.Combine(folder, "ledgers")) { Worlds = 1 }.Run(Path.Combine(folder, "measured"), TestContext.Current.CancellationToken);
        Assert.Equal(3, rate.Trials);
        var result = JsonNode.Parse(File.ReadAllText(path))!["result"]!;
        Assert.Equal(3, (int)result["suites"]!["mini_language"]!["n"]!);
        Assert.Equal(3, result["tasks"]!.AsObject().Count);

        // Moved weights know their base: over another one they are refused.
        Directory.Delete(run.Policy, recursive: true);
        new CampaignRun(small with { Seed = 8, Steps = 1, Name = "other" }, folder).Train(_ => { }, TestContext.Current.CancellationToken);
        Directory.Move(TinyCheckpoints.Made(folder, "other"), run.Policy);
        Assert.Contains("base", Assert.Throws<CheckpointException>(() => new TinyCheckpoints(folder).Load("variant").Dispose()).Message);
    }

    [Theory]
    [InlineData(BaselineKind.Act)]
    [InlineData(BaselineKind.DiffusionPolicy)]
    public void A_baseline_is_a_recipe_like_the_others_and_is_measured_again_in_another_way_without_training(BaselineKind kind)
    {
        if (EngineReport.WhatIsMissing is { } reason) Need.Missing(reason);
        Need.Library("libmujoco.so");
        var alone = kind is BaselineKind.Act;
        var recipe = CampaignRecipe.Of((small with
        {
            Name = "scratch", Baseline = new() { Kind = kind, Width = 32, EncoderLayers = 1, DecoderLayers = 1, LatentWidth = 8 }, Wrist = alone, Proprio = alone, DiffusionSteps = 3,
            Samples = [new SampleOrder("mini_base", 1, 0, [0])], ClipShare = 0, Grounding = false, Steps = 3,
        }).ToJson());
        using var stop = new CancellationTokenSource();
        Assert.Equal(RunEnd.Interrupted, new CampaignRun(recipe, folder) { Watchers = [new StopAt(1, stop)] }.Train(_ => { }, stop.Token));
        var run = new CampaignRun(recipe, folder);
        Assert.Equal(RunEnd.Finished, run.Train(_ => { }, TestContext.Current.CancellationToken));

        var checkpoints = new TinyCheckpoints(folder);
        var (policy, robot, name) = checkpoints.Open("scratch");
        using var owned = (IDisposable)policy;
        Assert.Equal((kind.ToString(), alone ? 2 : 1, alone ? 8 : 0), (name, robot.Views.Count, robot.ProprioWidth));
        Assert.False(((BaselinePolicy)policy).Encoder.CenterCrop);
        Assert.Equal(3, BaselineFile.Read(run.Policy).Recipe!.Value.GetProperty("steps").GetInt32());
        Assert.Contains("only act", Assert.Throws<CheckpointException>(() => checkpoints.Load("scratch").Dispose()).Message);
        using var world = MiniSuite.Load("mini_base").Tasks[0].CreateWorld();
        var seen = world.Observe();
        Assert.Equal(policy.Act(seen).Values.ToArray(), PolicyChoice.Open(run.Policy).For(world).Act(seen).Values.ToArray());

        var again = CampaignRecipe.Of(new CampaignRecipe { Name = "again", Story = "A test.", PolicyOf = "scratch", DiffusionSteps = 1, Suites = ["mini_language"], Tasks = [0], Episodes = 1 }.ToJson());
        Assert.Equal(RunEnd.Finished, new CampaignRun(again, folder).Train(_ => { }, TestContext.Current.CancellationToken));
        Assert.False(Directory.Exists(Path.Combine(folder, "again")));
        var (path, rate) = new CampaignMeasure(again, checkpoints, Path.Combine(folder, "ledgers")) { Worlds = 1 }.Run(Path.Combine(folder, "measured"), TestContext.Current.CancellationToken);
        var result = JsonNode.Parse(File.ReadAllText(path))!["result"]!;
        Assert.Equal((1, "again", "scratch", 1), (rate.Trials, (string)result["policy"]!, (string)result["policy_of"]!, (int)result["diffusion_steps"]!));
    }

    [Fact]
    public void A_base_that_says_one_action_also_learns_from_random_tasks()
    {
        if (EngineReport.WhatIsMissing is { } reason) Need.Missing(reason);
        Need.Library("libmujoco.so");
        var recipe = small with { Name = "words", Head = ActionHead.Autoregressive, Wrist = false, Proprio = false, GroundingTasks = 2, Steps = 3 };
        Assert.Equal(RunEnd.Finished, new CampaignRun(recipe, folder).Train(_ => { }, TestContext.Current.CancellationToken));

        using var looks = SampleFile.Open(new GroundingOrder(2).Files(Path.Combine(folder, "samples")).Single());
        Assert.Equal((20, 80), (looks.Episodes.Count, looks.Episodes.Sum()));
        Assert.Equal([GroundingTasks.Draw(0).Sentence, GroundingTasks.Draw(1).Sentence], new[] { looks.Sample(0, 0), looks.Sample(10, 0) }.Select(sample => sample.Observation.Sentence));
        Assert.Contains("grounding_tasks", Assert.Throws<ArgumentException>(() => CampaignRecipe.Of((recipe with { Head = ActionHead.L1Regression }).ToJson())).Message);
    }

    [Fact]
    public void Fewer_diffusion_steps_are_another_answer_of_the_same_weights()
    {
        if (EngineReport.WhatIsMissing is { } reason) Need.Missing(reason);
        Need.Library("libmujoco.so");
        var begin = small with { Wrist = false, Proprio = false, WristShare = 0.5, Samples = [new SampleOrder("mini_base", 1, 0, [0])], ClipShare = 0, Grounding = false, Steps = 1 };
        var noisy = begin with { Name = "noisy", Base = "small", LoraRank = 2, Head = ActionHead.Diffusion };
        Assert.All([begin, noisy], recipe => Assert.Equal(RunEnd.Finished, new CampaignRun(recipe, folder).Train(_ => { }, TestContext.Current.CancellationToken)));
        using var world = MiniSuite.Load("mini_base").Tasks[0].CreateWorld();
        double[] Said(int? steps)
        {
            using var policy = new TinyCheckpoints(folder).Load("noisy", new PolicyOptions { DiffusionSteps = steps });
            return policy.Act(world.Observe()).Values.ToArray();
        }

        Assert.Equal(Said(null), Said(50));
        Assert.NotEqual(Said(50), Said(1));
        // A variant on its base is a folder like any other to whoever evaluates.
        Assert.Equal(Said(2), PolicyChoice.Open(new CampaignRun(noisy, folder).Policy, new() { DiffusionSteps = 2 }).For(world).Act(world.Observe()).Values.ToArray());
    }

    [Fact]
    public void A_recipe_of_two_arms_begins_with_a_base_of_one_and_is_measured_with_its_points()
    {
        if (EngineReport.WhatIsMissing is { } reason) Need.Missing(reason);
        Need.Library("libmujoco.so");
        new CampaignRun(small with { Steps = 1 }, folder).Train(_ => { }, TestContext.Current.CancellationToken);
        var recipe = small with { Name = "arms", Base = "small", LoraRank = 2, Film = true, ChunkLength = 25, Samples = [new SampleOrder("aloha_transfer", 1)], Steps = 2, Batch = 1, Suites = ["aloha_transfer"], Episodes = 1 };
        Assert.Equal(RunEnd.Finished, new CampaignRun(recipe, folder).Train(_ => { }, TestContext.Current.CancellationToken));

        var (path, rate) = new CampaignMeasure(recipe, new TinyCheckpoints(folder), Path.Combine(folder, "ledgers")) { Worlds = 1 }.Run(Path.Combine(folder, "measured"), TestContext.Current.CancellationToken);
        Assert.Equal(1, rate.Trials);
        var result = JsonNode.Parse(File.ReadAllText(path))!["result"]!;
        Assert.Equal("mini-ALOHA", (string?)result["benchmark"]);
        Assert.InRange((double)result["points_of_100"]!["mean"]!, 0, 100);
        Assert.Equal(1, (int)result["points_of_100"]!["n"]!);

        // One policy drives one robot, and is measured on it.
        Assert.Contains("one robot", Assert.Throws<ArgumentException>(() => CampaignRecipe.Of((recipe with { Samples = [.. small.Samples, .. recipe.Samples] }).ToJson())).Message);
        Assert.Contains("mini_goal", Assert.Throws<ArgumentException>(() => CampaignRecipe.Of((recipe with { Suites = ["mini_goal"] }).ToJson())).Message);
    }

    [Fact]
    public void A_base_comes_before_what_begins_with_it()
    {
        var queue = new CampaignQueue([small with { Name = "c", Base = "b" }, small with { Name = "a" }, small with { Name = "b", Base = "a" }], _ => RunEnd.Finished, _ => { });
        Assert.Equal(["a", "b", "c"], queue.Order().Select(recipe => recipe.Name));
        var measured = new CampaignRecipe { Name = "a", Story = "A test.", PolicyOf = "b", Suites = ["mini_base"] };
        Assert.Equal(["b", "a"], new CampaignQueue([measured, small with { Name = "b" }], _ => RunEnd.Finished, _ => { }).Order().Select(recipe => recipe.Name));
        Assert.Throws<InvalidOperationException>(() => new CampaignQueue([small with { Name = "a", Base = "b" }, small with { Name = "b", Base = "a" }], _ => RunEnd.Finished, _ => { }).Order());
    }

    [Fact]
    public void Recipes_of_this_repository_can_be_read_and_an_unknown_key_is_refused()
    {
        var recipes = CampaignQueue.Below(Path.Combine(Need.Root, "data-manifests", "checkpoints"));
        Assert.Contains(recipes, recipe => recipe.Name == "tiny-base" && recipe.Model.Head == ActionHead.Autoregressive);
        Assert.All(recipes.Where(recipe => recipe.LoraRank is not null), recipe => Assert.Equal("tiny-base", recipe.Base));
        // One rule for all that are compared: the same steps and batch, per robot.
        var compared = recipes.Where(recipe => recipe.PolicyOf is null && !recipe.Suites.Contains("mini_base")).ToList();
        foreach (var robot in compared.GroupBy(recipe => recipe.IsBimanual)) Assert.Single(robot.Select(recipe => (recipe.Steps, recipe.Batch)).Distinct());
        Assert.Single(compared.Where(recipe => recipe.Suites.Count == 4).Select(recipe => string.Join(' ', recipe.Samples)).Distinct());
        Assert.Equal([BaselineKind.Act, BaselineKind.DiffusionPolicy], recipes.Select(recipe => recipe.Baseline?.Kind).OfType<BaselineKind>());
        Assert.Equal([1, 2, 5, 10], recipes.Where(recipe => recipe.PolicyOf == "tiny-diffusion").Select(recipe => recipe.DiffusionSteps!.Value).Order());
        Assert.All(recipes.Select(recipe => recipe.PolicyOf).OfType<string>(), name => Assert.Contains(recipes, recipe => recipe.Name == name && recipe.PolicyOf is null));
        var arms = recipes.Where(recipe => recipe.IsBimanual).ToList();
        Assert.Equal(["tiny-aloha-film", "tiny-aloha-oft"], arms.Select(recipe => recipe.Name));
        Assert.All(arms, recipe => Assert.Equal((3, 14, 14, 25), (recipe.Model.Robot.Views.Count, recipe.Model.Robot.ActionWidth, recipe.Model.Robot.ProprioWidth, recipe.Model.Robot.ChunkLength)));

        var path = Path.Combine(folder, "recipe.json");
        File.WriteAllText(path, JsonSerializer.Serialize(new { name = "x", story = "x", samples = Array.Empty<int>(), steps = 1, stepps = 2 }));
        Assert.Contains("stepps", Assert.Throws<JsonException>(() => CampaignRecipe.Read(path)).Message);
    }

    [Fact]
    public void A_recipe_that_cannot_be_is_refused_by_name()
    {
        string Refused(CampaignRecipe recipe) => Assert.Throws<ArgumentException>(() => CampaignRecipe.Of(recipe.ToJson())).Message;
        var act = small with { Grounding = false, Baseline = new() { Kind = BaselineKind.Act } };
        Assert.Contains("film", Refused(act with { Film = true }));
        Assert.Contains("base: Act is trained from scratch", Refused(act with { Base = "small" }));
        Assert.Contains("50 steps, got 51", Refused(act with { DiffusionSteps = 51 }));
        Assert.Contains("policy_of", Refused(small with { Steps = 0 }));
        Assert.Contains("wrist_share", Refused(small with { WristShare = 0.25 }));
        Assert.Contains("trains nothing", Refused(small with { PolicyOf = "b" }));
        Assert.Contains("expected suites", Refused(new CampaignRecipe { Name = "a", Story = "A test.", PolicyOf = "b" }));
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private sealed class StopAt(int step, CancellationTokenSource stop) : IRunWatcher
    {
        public void Begins(string folder, int step, int steps)
        {
        }

        public void Stepped(StepReport report)
        {
            if (report.Step + 1 == step) stop.Cancel();
        }

        public void Saved(string folder, int step)
        {
        }

        public void Dispose()
        {
        }
    }
}
