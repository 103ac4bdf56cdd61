using Oft.Contracts;
using Oft.Model.Adapters;
using Oft.Model.Inputs;
using Oft.Model.Taps;
using Oft.Model.Weights;
using TorchSharp;
using static TorchSharp.torch;

namespace Oft.Model.Tests;

public class PolicyTests
{
    [Theory]
    [InlineData(ActionHead.Autoregressive, false, false)]
    [InlineData(ActionHead.ParallelStep, false, false)]
    [InlineData(ActionHead.ParallelChunk, true, false)]
    [InlineData(ActionHead.L1Regression, true, true)]
    [InlineData(ActionHead.Diffusion, false, true)]
    public void Looking_at_every_tap_gives_the_same_chunk_as_looking_at_none(ActionHead head, bool film, bool lora)
    {
        using var policy = Policy(head, film);
        if (lora) policy.Model.Attach(new LoraConfig { Rank = 2 });
        using var other = Policy(head, film);
        if (lora) other.Model.Attach(new LoraConfig { Rank = 2 });
        var observation = Seen("push the red block", policy.Model.Config);

        var blind = policy.Act(observation);
        var look = other.Look(observation, "**");

        Assert.Equal(blind.Values.ToArray(), look.Chunk.Values.ToArray());
        Assert.Contains("language.blocks.0.attn.pattern", look.Addresses);
        // The last block of a tower is never run, and tokens said one by one are not read from slots.
        Assert.All(look.Silent, address => Assert.True(address.Contains(".blocks.3.") || (head is ActionHead.Autoregressive && address == "reads"), address));
        Assert.Equal(new TapAddresses(other.Model).All.Count, look.Addresses.Count + look.Silent.Count);
    }

    [Theory]
    [InlineData(ActionHead.ParallelChunk, false)]
    [InlineData(ActionHead.L1Regression, false)]
    [InlineData(ActionHead.L1Regression, true)]
    public void A_row_changes_by_at_most_1e_5_with_its_neighbours(ActionHead head, bool film)
    {
        using var policy = Policy(head, film);
        var config = policy.Model.Config;
        var short_ = Seen("push the red block", config);
        var long_ = Seen("pick up the green block and place it on the large plate behind the bowl", config, 9);

        var together = policy.Act([short_, long_]);

        foreach (var (alone, row) in new[] { (policy.Act(short_), together[0]), (policy.Act(long_), together[1]) })
            for (var i = 0; i < alone.Values.Length; i++)
                Assert.Equal(alone.Values.Span[i], row.Values.Span[i], 1e-5);
    }

    [Fact]
    public void The_sentence_reaches_the_towers_through_FiLM_and_only_through_it()
    {
        using var with = Policy(ActionHead.L1Regression, film: true);
        using var without = Policy(ActionHead.L1Regression, film: false);

        float[] Fused(OftPolicy policy, string sentence) => policy.Look(Seen(sentence, policy.Model.Config), "vision.fused")["vision.fused"].Values;

        Assert.NotEqual(Fused(with, "push the red block"), Fused(with, "push the green block"));
        Assert.Equal(Fused(without, "push the red block"), Fused(without, "push the green block"));
    }

    [Fact]
    public void A_replaced_head_changes_the_chunk_for_one_run_only()
    {
        using var policy = Policy(ActionHead.L1Regression, film: false);
        var observation = Seen("push the red block", policy.Model.Config);
        var before = policy.Act(observation).Values.ToArray();

        var ablated = policy.Act(observation, Replace.With("language.blocks.0.attn.heads", x => x.zeros_like()));

        Assert.NotEqual(before, ablated.Values.ToArray());
        Assert.Equal(before, policy.Act(observation).Values.ToArray());
    }

    [Fact]
    public void An_unknown_tap_is_an_error_that_names_near_ones()
    {
        using var policy = Policy(ActionHead.L1Regression, film: false);

        var error = Assert.Throws<KeyNotFoundException>(() => policy.Look(Seen("push", policy.Model.Config), "language.blocks.0.attn.patern"));

        Assert.Contains("language.blocks.0.attn.pattern", error.Message);
    }

    [Fact]
    public void Promise_6_another_camera_is_an_error_and_not_a_lower_score()
    {
        using var policy = Policy(ActionHead.L1Regression, film: false);
        var seen = Seen("push", policy.Model.Config);

        var error = Assert.Throws<ArgumentException>(() => policy.Act(seen with { Views = [seen.Views[1], seen.Views[0]] }));

        Assert.Contains("full_image, wrist_image", error.Message);
    }

    [Fact]
    public void Promise_18_a_folder_without_statistics_does_not_act_and_with_them_it_acts_as_before()
    {
        using var policy = Policy(ActionHead.L1Regression, film: true);
        var observation = Seen("push the red block", policy.Model.Config);
        var folder = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        var bare = folder + "-bare";
        try
        {
            CheckpointWriter.Write(bare, policy.Model, new());
            CheckpointWriter.Write(folder, policy.Model, new() { Statistics = Statistics(), Files = new Dictionary<string, byte[]> { ["tokenizer.json"] = TinyTokenizer.Json() } });

            Assert.Contains("dataset_statistics.json", Assert.Throws<CheckpointException>(() => OftPolicy.Load(bare)).Message);
            using var loaded = OftPolicy.Load(folder);
            Assert.Equal(policy.Act(observation).Values.ToArray(), loaded.Act(observation).Values.ToArray());
            Assert.Contains("full_image", Assert.Throws<CheckpointException>(() => OftPolicy.Load(folder, new() { Robot = RobotSpec.Libero with { Views = ["full_image"] } })).Message);
        }
        finally
        {
            foreach (var made in new[] { folder, bare })
                if (Directory.Exists(made)) Directory.Delete(made, recursive: true);
        }
    }

    private static OftPolicy Policy(ActionHead head, bool film)
    {
        var config = OftConfig.Tiny with { Head = head, Film = film, DiffusionTrainSteps = 4, DiffusionSteps = 2 };
        if (head is ActionHead.Autoregressive) config = config with { Proprio = false, Robot = config.Robot with { Views = ["full_image"] } };
        return new(Small.SmallModel(config), new ObservationEncoder(config, TinyTokenizer.Instance, Statistics().Find(null)));
    }

    private static Observation Seen(string sentence, OftConfig config, int seed = 3)
    {
        var random = new Random(seed);
        CameraImage View(string name)
        {
            var rgb = new byte[84 * 84 * 3];
            random.NextBytes(rgb);
            return new(name, 84, 84, rgb);
        }
        return new([.. config.Robot.Views.Select(View)], Enumerable.Range(0, config.Robot.ProprioWidth).Select(i => 0.1 * i - 0.3).ToArray(), sentence);
    }

    private static StatisticsFile Statistics() => RandomCheckpoint.UnitStatistics(RobotSpec.Libero);
}
