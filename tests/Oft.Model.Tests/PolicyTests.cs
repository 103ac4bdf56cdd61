using Oft.Contracts;
using Oft.Model.Adapters;
using Oft.Model.Inputs;
using Oft.Model.Taps;
using Oft.Model.Weights;
using TorchSharp;
using static Oft.Model.Tests.SmallPolicies;

namespace Oft.Model.Tests;

public class PolicyTests
{
    [Theory]
    [InlineData(ActionHead.Autoregressive, false, false)]
    [InlineData(ActionHead.Autoregressive, false, true)]
    [InlineData(ActionHead.ParallelStep, true, true)]
    [InlineData(ActionHead.ParallelChunk, true, true)]
    [InlineData(ActionHead.L1Regression, false, false)]
    [InlineData(ActionHead.L1Regression, true, true)]
    [InlineData(ActionHead.Diffusion, true, true)]
    public void Looking_at_every_tap_gives_the_same_chunk_as_looking_at_none(ActionHead head, bool film, bool lora)
    {
        using var policy = Policy(head, film, lora);
        using var other = Policy(head, film, lora);
        var observation = Seen("push the red block", policy.Model.Config);

        var blind = policy.Act(observation);
        var look = other.Look(observation, "**");

        Assert.Equal(blind.Values.ToArray(), look.Chunk.Values.ToArray());
        Assert.Contains("language.blocks.0.attn.pattern", look.Addresses);
        Assert.Equal(film, look.Addresses.Any(address => address.EndsWith("film_gamma")));
        // The last block of a tower is never run, and tokens said one by one are not read from slots.
        Assert.All(look.Silent, address => Assert.True(address.Contains(".blocks.3.") || (head is ActionHead.Autoregressive && address == "reads"), address));
        Assert.Equal(new TapAddresses(other.Model).All.Count, look.Addresses.Count + look.Silent.Count);
    }

    [Fact]
    public void Each_tap_opened_alone_gives_the_same_chunk_too()
    {
        using var policy = Policy(ActionHead.L1Regression, film: true, lora: true);
        var observation = Seen("push the red block", policy.Model.Config);
        var blind = policy.Act(observation).Values.ToArray();

        foreach (var address in new TapAddresses(policy.Model).All) Assert.True(blind.SequenceEqual(policy.Look(observation, address).Chunk.Values.ToArray()), address);
    }

    [Fact]
    public void Taps_of_the_last_layer_show_the_rows_that_the_head_reads_and_say_so()
    {
        using var policy = Policy(ActionHead.L1Regression);
        var observation = Seen("push the red block", policy.Model.Config);
        string[] names = ["language.blocks.*.attn.pattern", "language.blocks.*.out", "language.hidden"];

        var look = policy.Look(observation, names);
        policy.Model.Shortcuts = Shortcuts.None;
        var whole = policy.Look(observation, names);

        var reads = look.Layout!.ActionReads;
        foreach (var address in new[] { "language.blocks.3.attn.pattern", "language.blocks.3.out", "language.hidden" })
        {
            var (some, all) = (look[address], whole[address]);
            Assert.Equal([reads], some.Rows);
            Assert.Contains($"only positions {reads} of the sequence", some.Note);
            Assert.Equal(look.TokenNames.Take(reads), look.RowNames(address));
            Assert.Equal(reads.End.Value - reads.Start.Value, some.Shape[^2]);
            Assert.Null(all.Rows);
            // float32: a product over fewer rows may add in another order.
            var (width, heads) = ((int)some.Shape[^1], some.Shape.Count == 4 ? (int)some.Shape[1] : 1);
            for (var head = 0; head < heads; head++)
                for (var row = 0; row < some.Shape[^2]; row++)
                    for (var i = 0; i < width; i++)
                        Assert.Equal(all.Values[((head * all.Shape[^2]) + reads.Start.Value + row) * width + i], some.Values[((head * some.Shape[^2]) + row) * width + i], 1e-5f);
        }
        Assert.Equal("", look["language.blocks.0.attn.pattern"].Note);
        Assert.Equal(look.TokenNames.Count, look["language.blocks.0.attn.pattern"].Shape[2]);
    }

    [Theory]
    [InlineData(ActionHead.Autoregressive, false)]
    [InlineData(ActionHead.ParallelStep, false)]
    [InlineData(ActionHead.ParallelChunk, false)]
    [InlineData(ActionHead.L1Regression, false)]
    [InlineData(ActionHead.L1Regression, true)]
    [InlineData(ActionHead.Diffusion, true)]
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
        using var home = new TemporaryFolder();
        CheckpointWriter.Write(home["bare"], policy.Model, new());

        Assert.Contains("dataset_statistics.json", Assert.Throws<CheckpointException>(() => OftPolicy.Load(home["bare"])).Message);
        WithFolder(policy.Model, folder =>
        {
            using var loaded = OftPolicy.Load(folder);
            Assert.Equal(policy.Act(observation).Values.ToArray(), loaded.Act(observation).Values.ToArray());
        });
    }

    [Fact]
    public void Promise_6_a_checkpoint_of_two_cameras_is_not_loaded_for_one()
    {
        using var policy = Policy(ActionHead.L1Regression);
        WithFolder(policy.Model, folder =>
            Assert.Contains("full_image, wrist_image", Assert.Throws<CheckpointException>(() => OftPolicy.Load(folder, new() { Robot = RobotSpec.Libero with { Views = ["full_image"] } })).Message));
    }

    [Fact]
    public void A_diffusion_policy_answers_what_it_sees_again_as_before_and_another_seed_answers_otherwise()
    {
        using var policy = Policy(ActionHead.Diffusion);
        using var other = Policy(ActionHead.Diffusion, seed: 1);
        var observation = Seen("push the red block", policy.Model.Config);
        var first = policy.Act(observation).Values.ToArray();
        policy.Act(Seen("push the green block", policy.Model.Config));

        Assert.Equal(first, policy.Act(observation).Values.ToArray());
        Assert.NotEqual(first, other.Act(observation).Values.ToArray());
    }
}
