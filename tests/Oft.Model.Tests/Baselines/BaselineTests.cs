using System.Text.Json;
using Oft.Contracts;
using Oft.Model.Baselines;
using Oft.Model.Inputs;
using Oft.Model.Weights;
using TorchSharp;
using static Oft.Model.Tests.SmallPolicies;
using static TorchSharp.torch;

namespace Oft.Model.Tests.Baselines;

public class BaselineTests
{
    private static BaselineConfig Config(BaselineKind kind) => new() { Kind = kind, Robot = RobotSpec.Libero, Width = 32, EncoderLayers = 1, DecoderLayers = 1, LatentWidth = 8, DiffusionTrainSteps = 8, DiffusionSteps = 4 };

    [Theory]
    [InlineData(BaselineKind.Act)]
    [InlineData(BaselineKind.DiffusionPolicy)]
    public void A_baseline_acts_through_the_door_every_policy_has_and_comes_back_from_its_folder(BaselineKind kind)
    {
        var config = Config(kind);
        using var policy = Policy(config);
        using var home = new TemporaryFolder();
        Observation[] seen = [Seen("push the red block", config.Encoding), Seen("pick up the green block and place it on the plate", config.Encoding, 9)];
        var together = policy.Act(seen);
        BaselineFolder.Write(home["act"], policy.Model, Kept());

        var (loaded, robot, kindName) = PolicyFolder.Load(home["act"]);
        using var owned = (IDisposable)loaded;
        Assert.Equal((kind.ToString(), 8, 2), (kindName, robot.ChunkLength, robot.Views.Count));

        Assert.Equal((8, 7), (together[0].Length, together[0].Width));
        Assert.True(Furthest(together[0], together[1]) > 1e-3);
        // Alone and with a neighbour, before and after the folder: float32 sums in another order.
        foreach (var (one, chunk) in seen.Zip(together)) Assert.True(Furthest(chunk, loaded.Act(one)) < 1e-5);
        Assert.Throws<IOException>(() => BaselineFolder.Write(home["act"], policy.Model, Kept()));
    }

    [Theory]
    [InlineData(BaselineKind.Act)]
    [InlineData(BaselineKind.DiffusionPolicy)]
    public void Sentence_state_and_every_view_reach_the_actions(BaselineKind kind)
    {
        var config = Config(kind);
        using var policy = Policy(config);
        var seen = Seen("push the red block", config.Encoding);
        var other = Seen("push the red block", config.Encoding, 9);
        var (noise, inputs) = (Small.Normal([1, 8, 7], 5), policy.Encoder.Encode(seen));
        using var scope = NewDisposeScope();
        using var frozen = no_grad();
        Tensor Say(Observation observation) => policy.Model.Act(policy.Encoder.Encode(observation), noise);
        var before = Say(seen);

        Assert.True(Small.Difference(before, Say(seen with { Sentence = "push the green block" })) > 1e-5f);
        Assert.True(Small.Difference(before, Say(seen with { Proprio = other.Proprio.ToArray().Select(x => x + 0.3).ToArray() })) > 1e-5f);
        for (var view = 0; view < 2; view++)
            Assert.True(Small.Difference(before, Say(seen with { Views = [.. seen.Views.Select((one, i) => i == view ? other.Views[i] : one)] })) > 1e-5f, $"view {view}");
    }

    [Fact]
    public void Without_a_divergence_weight_ACT_pays_for_its_error_alone_and_with_one_for_its_latent_too()
    {
        using var model = Baseline.Of(Config(BaselineKind.Act) with { KlWeight = 0 });
        using var policy = Policy(model);
        using var weighed = Baseline.Of(Config(BaselineKind.Act) with { KlWeight = 3 });
        weighed.load_state_dict(model.state_dict());
        using var scope = NewDisposeScope();
        var (inputs, targets, noise) = (policy.Encoder.Encode(Seen("push", model.Config.Encoding)), Small.Normal([1, 8, 7], 6).clamp(-1, 1), Small.Normal([1, 8, 7], 7));

        var (free, paid) = (model.Loss(inputs, targets, noise, [0]), weighed.Loss(inputs, targets, noise, [0]));

        Assert.Equal(free.Parts[0].Value.item<float>(), free.Value.item<float>());
        Assert.True(free.Parts[1].Value.item<float>() > 0);
        Assert.Equal(free.Value.item<float>() + 3 * free.Parts[1].Value.item<float>(), paid.Value.item<float>(), 1e-4f);
    }

    [Fact]
    public void A_folder_with_an_unknown_key_or_another_shape_is_refused_by_name()
    {
        using var policy = Policy(Config(BaselineKind.Act));
        using var home = new TemporaryFolder();
        BaselineFolder.Write(home["act"], policy.Model, Kept());
        var path = Path.Combine(home["act"], BaselineFile.Name);
        var written = File.ReadAllText(path);

        File.WriteAllText(path, written.Replace("latent_width", "latent_size"));
        Assert.Contains("latent_width", Assert.Throws<CheckpointException>(() => BaselinePolicy.Load(home["act"])).Message);
        File.WriteAllText(path, written.Replace("\"latent_width\": 8", "\"latent_width\": 9"));
        Assert.Contains("moments.weight", Assert.Throws<CheckpointException>(() => BaselinePolicy.Load(home["act"])).Message);
    }

    [Theory]
    [InlineData(30, 4, "a width that 8 and its heads divide")]
    [InlineData(32, 4, "latent numbers")]
    public void What_cannot_be_is_refused(int width, int heads, string named)
        => Assert.Contains(named, Assert.Throws<ArgumentException>(() => Baseline.Of(Config(BaselineKind.Act) with { Width = width, Heads = heads, LatentWidth = 57 })).Message);

    [Fact]
    public void A_folder_says_how_pictures_are_cut_how_it_was_trained_and_takes_other_steps_of_diffusion()
    {
        using var policy = Policy(Config(BaselineKind.DiffusionPolicy));
        using var home = new TemporaryFolder();
        policy.Model.to(ScalarType.BFloat16);
        BaselineFolder.Write(home["dp"], policy.Model, Kept() with { CenterCrop = false, Recipe = JsonSerializer.SerializeToElement(new { steps = 5 }) });

        using var loaded = BaselinePolicy.Load(home["dp"], new() { DiffusionSteps = 2, Seed = 3 });

        Assert.False(loaded.Encoder.CenterCrop);
        Assert.Equal(2, loaded.Model.Config.DiffusionSteps);
        Assert.Equal(ScalarType.Float32, loaded.Model.parameters().First().dtype);
        Assert.Equal(5, BaselineFile.Read(home["dp"]).Recipe!.Value.GetProperty("steps").GetInt32());
        Assert.Contains("1 to 8 steps", Assert.Throws<CheckpointException>(() => BaselinePolicy.Load(home["dp"], new() { DiffusionSteps = 9 })).Message);
    }

    private static SaveOptions Kept() => new() { Statistics = Statistics(), Files = new Dictionary<string, byte[]> { ["tokenizer.json"] = TinyTokenizer.Json() } };

    private static BaselinePolicy Policy(BaselineConfig config) => Policy(Baseline.Of(config, new() { StartValues = false }));

    private static BaselinePolicy Policy(Baseline model)
    {
        Small.Fill(model, 3);
        return new(model, new ObservationEncoder(model.Config.Encoding, TinyTokenizer.Instance, Statistics().Find(null)));
    }
}
