using Oft.Model.Language;
using Oft.Model.Weights;
using TorchSharp;
using static Oft.Model.Tests.Small;
using static TorchSharp.torch;

namespace Oft.Model.Tests.Traps;

/// <summary>Traps 1, 2, 11, 12, 13 of the specification: who sees whom, and from where the head reads.</summary>
public class AttentionTrapTests
{
    [Fact]
    public void Trap_1_attention_is_fully_bidirectional_and_a_later_word_changes_every_earlier_position()
    {
        using var model = SmallModel(Config());
        using var scope = NewDisposeScope();
        using var frozen = no_grad();
        var sequence = Normal([1, 9, 24], 3);
        var changed = sequence.clone();
        changed[0, 8] = Normal([24], 4);

        var (before, after) = (model.Language.call(sequence, null), model.Language.call(changed, null));

        for (var position = 0; position < 8; position++)
            Assert.True(Difference(before[0, position], after[0, position]) > 1e-4f, $"position {position} does not see position 8");
    }

    [Fact]
    public void Trap_1_the_baseline_is_causal_and_a_later_word_changes_no_earlier_position()
    {
        using var model = SmallModel(Mode(ActionHead.Autoregressive));
        using var scope = NewDisposeScope();
        using var frozen = no_grad();
        var sequence = Normal([1, 9, 24], 3);
        var changed = sequence.clone();
        changed[0, 8] = Normal([24], 4);

        var (before, after) = (model.Language.ReadOn(sequence, new KeyValueCache()), model.Language.ReadOn(changed, new KeyValueCache()));

        Assert.Equal(0, Difference(before.narrow(1, 0, 8), after.narrow(1, 0, 8)));
        Assert.True(Difference(before[0, 8], after[0, 8]) > 1e-2f);
    }

    [Fact]
    public void Promise_1_the_self_check_at_load_says_that_the_last_patch_sees_the_first_action_slot()
    {
        using var oft = SmallModel(Config());
        using var baseline = SmallModel(Mode(ActionHead.Autoregressive));

        Assert.Contains("the last patch sees the first action slot", SelfCheck.Attention(oft));
        Assert.Contains("no position sees what comes after it", SelfCheck.Attention(baseline));
    }

    [Fact]
    public void Trap_2_the_head_reads_one_position_before_each_slot()
    {
        var layout = OftConfig.Libero.Layout(promptTokens: 35);

        Assert.Equal(605, layout.Length);
        Assert.Equal(547..603, layout.ActionReads);
        Assert.Equal(548..604, layout.ActionSlots);
        Assert.Equal(1141, OftConfig.Aloha.Layout(promptTokens: 21).Length);
    }

    [Fact]
    public void Trap_2_the_first_read_is_the_last_prompt_token()
    {
        var config = Config();
        using var model = SmallModel(config);
        using var scope = NewDisposeScope();
        using var frozen = no_grad();

        var outputs = model.call(SomeInputs(config));

        var prompt = outputs.Layouts[0].PromptTokens;
        Assert.Equal(0, Difference(outputs.Hidden[0, prompt.End.Value - 1], outputs.Reads[0, 0]));
        Assert.Equal(0, Difference(outputs.Hidden[0, outputs.Layouts[0].Length - 3], outputs.Reads[0, -1]));
    }

    [Fact]
    public void Trap_11_the_stop_token_stands_after_the_slots_and_influences_the_actions()
    {
        var config = Config();
        using var model = SmallModel(config);
        using var scope = NewDisposeScope();
        using var frozen = no_grad();
        var before = model.call(SomeInputs(config));
        var stop = model.get_parameter("language.embed_tokens.weight")![2];

        stop.add_(1);
        var after = model.call(SomeInputs(config));

        Assert.True(Difference(before.Reads, after.Reads) > 1e-3f);
    }

    [Fact]
    public void Trap_11_padding_is_masked_and_a_pad_vector_changes_nothing()
    {
        var config = Config();
        using var model = SmallModel(config);
        using var scope = NewDisposeScope();
        using var frozen = no_grad();
        var before = model.Actions(model.call(SomeInputs(config, 9, 5)));

        model.get_parameter("language.embed_tokens.weight")![320].add_(3);

        Assert.Equal(0, Difference(before, model.Actions(model.call(SomeInputs(config, 9, 5)))));
    }

    [Fact]
    public void Trap_12_action_slots_are_zero_vectors_whatever_id_stands_there()
    {
        var config = Config();
        using var model = SmallModel(config);
        using var scope = NewDisposeScope();
        using var frozen = no_grad();
        using var listening = new Oft.Model.Taps.Listening(model, ["language.sequence"]);
        model.call(SomeInputs(config));
        var reading = listening.Readings["language.sequence"][0];

        var slots = config.Layout(6).ActionSlots;
        for (var slot = slots.Start.Value; slot < slots.End.Value; slot++)
            for (var channel = 0; channel < 24; channel++)
                Assert.Equal(0, reading[0, slot, channel]);
        Assert.NotEqual(0, reading[0, slots.End.Value, 0]);
    }

    [Fact]
    public void Trap_13_proprioception_follows_all_patches_and_the_diffusion_step_follows_proprioception()
    {
        var config = Config(ActionHead.Diffusion);
        using var model = SmallModel(config);
        using var scope = NewDisposeScope();
        using var frozen = no_grad();
        using var listening = new Oft.Model.Taps.Listening(model, ["language.sequence", "proprio.out"]);
        model.call(SomeInputs(config) with { NoisyActions = Normal([1, 3, 4], 9), Timesteps = [7] });

        var (sequence, proprio) = (listening.Readings["language.sequence"][0], listening.Readings["proprio.out"][0]);
        var step = Oft.Model.Heads.TimestepEncoding.Encode([7], 24, CPU);
        var at = config.Layout(6).PatchTokens.End.Value;
        for (var channel = 0; channel < 24; channel++)
        {
            Assert.Equal(proprio[0, 0, channel], sequence[0, at, channel]);
            Assert.Equal(step[0, channel].item<float>(), sequence[0, at + 1, channel]);
        }
    }
}
