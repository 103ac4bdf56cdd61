using Oft.Contracts;
using Oft.Model;
using Oft.Model.Baselines;
using Oft.Training.Recipes;
using Oft.Training.Runs;
using static TorchSharp.torch;

namespace Oft.Training.Tests.Recipes;

public class RecipeTests
{
    private static Recipe Some { get; } = new()
    {
        Base = null, Backbone = BackboneConfig.Tiny, Lora = null, Robot = RobotSpec.Libero, Data = [new() { Folder = "demos", Share = 0.5 }, new() { Folder = "clips", Share = 0.5, CountsActions = false }],
        Steps = 10, Compute = ScalarType.BFloat16, LearningRate = new() { Base = 1e-3, Decay = DecayShape.Cosine, DecaySteps = 10 }, ClipNorm = 1,
    };

    [Fact]
    public void A_recipe_survives_its_file()
    {
        using var folder = new TemporaryFolder();
        Some.Write(folder["recipe.json"]);
        var back = Recipe.Read(folder["recipe.json"]);
        Assert.Equal(Some.ToJson().GetRawText(), back.ToJson().GetRawText());
        Assert.Contains("\"compute\": \"bfloat16\"", File.ReadAllText(folder["recipe.json"]));
    }

    [Fact]
    public void A_recipe_names_a_baseline_and_one_without_says_nothing_of_it()
    {
        using var folder = new TemporaryFolder();
        var recipe = Some with { Backbone = null, Compute = null, Proprio = false, Baseline = new() { Kind = BaselineKind.DiffusionPolicy, Width = 64 } };
        recipe.Write(folder["recipe.json"]);
        var back = Recipe.Read(folder["recipe.json"]);
        Assert.Equal(recipe.ToJson().GetRawText(), back.ToJson().GetRawText());
        Assert.Contains("\"kind\": \"diffusion_policy\"", File.ReadAllText(folder["recipe.json"]));
        Assert.Equal((64, 0, 50), (back.BaselineConfig!.Width, back.BaselineConfig.Robot.ProprioWidth, back.BaselineConfig.DiffusionSteps));
        // Runs that were begun before recipes knew baselines can be continued.
        Assert.False(Some.ToJson().TryGetProperty("baseline", out _));

        foreach (var (other, named) in new[] { (recipe with { Film = true }, "film"), (recipe with { Base = "b" }, "base"), (recipe with { Lora = new() }, "lora"), (recipe with { TargetOffsets = 1 }, "target_offsets"), (recipe with { Compute = ScalarType.BFloat16 }, "compute") })
            Assert.StartsWith(named, Assert.Throws<ArgumentException>(() => other.Checked()).Message);
    }

    [Theory]
    [InlineData("""{ "robott": 1 }""", "robott", "Known keys: base, backbone, robot")]
    [InlineData("""{ "steps": 1, "robot": null, "data": [], "learning_rate": { "bas": 1 } }""", "bas", "Known keys: base, warmup_steps")]
    [InlineData("""{ "steps": "many" }""", "steps", "")]
    [InlineData("{", "expected a recipe", "")]
    public void What_is_no_recipe_is_refused_by_name(string json, string named, string known)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["recipe.json"], json);
        var error = Assert.Throws<RecipeException>(() => Recipe.Read(folder["recipe.json"]));
        Assert.Contains(named, error.Message);
        Assert.Contains(known, error.Message);
    }

    [Fact]
    public void What_cannot_be_is_refused()
    {
        Assert.Contains("adapters on random frozen weights", Assert.Throws<ArgumentException>(() => (Some with { Lora = new() }).Checked()).Message);
        Assert.Contains("a backbone", Assert.Throws<ArgumentException>(() => (Some with { Backbone = null }).Checked()).Message);
        Assert.Contains("share", Assert.Throws<ArgumentException>(() => (Some with { Data = [new() { Folder = "a" }, new() { Folder = "b", Share = 1 }] }).Checked()).Message);
        Assert.Contains("decay_steps", Assert.Throws<ArgumentException>(() => (Some with { LearningRate = new() { Base = 1, Decay = DecayShape.Step } }).Checked()).Message);
    }

    [Fact]
    public void Conditions_follow_the_recipe_and_measure_only_where_it_is_silent()
        => Assert.Equal(ScalarType.BFloat16, RunConditions.Here(Some.Compute).Compute);
}
