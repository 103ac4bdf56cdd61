using Oft.Model.Vision;
using TorchSharp;
using static Oft.Model.Tests.Small;
using static TorchSharp.torch;

namespace Oft.Model.Tests.Traps;

/// <summary>Traps 3, 7, 8, 9, 10, 14 of the specification: constants and orders that nobody sees in a shape.</summary>
public class VisionTrapTests
{
    [Fact]
    public void Trap_3_the_epsilons_are_1e_6_in_language_and_towers_and_1e_5_in_the_head()
    {
        using var model = SmallModel(Config());

        Assert.Equal(1e-6, LanguageConfig.Llama2.RmsEpsilon);
        foreach (var (name, module) in model.named_modules())
            if (module is TokenNorm norm)
                Assert.Equal(name.StartsWith("head.") ? 1e-5 : 1e-6, norm.Epsilon);
    }

    [Fact]
    public void Trap_7_the_first_three_channels_go_to_DINOv2_and_its_features_come_first()
    {
        var config = Config(views: 1);
        using var model = SmallModel(config);
        using var scope = NewDisposeScope();
        using var frozen = no_grad();
        var pixels = Normal([1, 6, 28, 28], 5);
        var changed = pixels.clone();
        changed.narrow(1, 0, 3).add_(1);

        var (before, after) = (model.Vision.call(pixels, null), model.Vision.call(changed, null));

        Assert.True(Difference(before.narrow(2, 0, 16), after.narrow(2, 0, 16)) > 1e-2f);
        Assert.Equal(0, Difference(before.narrow(2, 16, 24), after.narrow(2, 16, 24)));
    }

    [Fact]
    public void Trap_8_the_last_block_the_final_norm_and_the_pool_change_nothing()
    {
        var config = Config();
        using var model = SmallModel(config);
        using var scope = NewDisposeScope();
        using var frozen = no_grad();
        var before = model.call(SomeInputs(config)).Reads;

        foreach (var (name, parameter) in model.named_parameters())
            if (name.StartsWith("vision.") && (name.Contains(".blocks.2.") || name.Contains(".attn_pool.") || name.Contains("dino.norm.") || name.Contains("siglip.norm.")))
                parameter.add_(1);

        Assert.Equal(0, Difference(before, model.call(SomeInputs(config)).Reads));
    }

    [Fact]
    public void Trap_8_positions_are_added_before_class_and_register_tokens_come_in_front()
    {
        using var model = SmallModel(Config(views: 1));
        using var scope = NewDisposeScope();
        using var frozen = no_grad();
        using var listening = new Oft.Model.Taps.Listening(model, ["vision.dino.*"]);
        model.Vision.call(Normal([1, 6, 28, 28], 5), null);

        var tokens = listening.Readings["vision.dino.tokens"][0];
        var patches = listening.Readings["vision.dino.patches"][0];
        var (first, positions) = (model.get_parameter("vision.dino.cls_token")!, model.get_parameter("vision.dino.pos_embed")!);
        Assert.Equal([1, 1 + 4 + 4, 16], tokens.Shape);
        Assert.Equal(first[0, 0, 3].item<float>(), tokens[0, 0, 3]);
        Assert.Equal(patches[0, 2, 3] + positions[0, 2, 3].item<float>(), tokens[0, 5 + 2, 3], 6);
    }

    [Fact]
    public void Trap_9_the_towers_bend_with_the_exact_GELU()
    {
        using var layer = new VisionFeedForward(1, 1, Placement.Default);
        using var scope = NewDisposeScope();
        using var frozen = no_grad();
        foreach (var (name, parameter) in layer.named_parameters()) parameter.fill_(name.EndsWith("weight") ? 1 : 0);

        var y = layer.call(tensor(new[] { 1f }).view(1, 1, 1)).item<float>();

        Assert.Equal(0.8413447f, y, 1e-6f);        // x Φ(x) at 1; the tanh form gives 0.8411920
    }

    [Fact]
    public void Trap_10_the_norm_rounds_before_its_weight_and_not_after()
    {
        using var norm = new Language.RmsNorm(2, 0, new() { Dtype = ScalarType.BFloat16 });
        using var scope = NewDisposeScope();
        using var frozen = no_grad();
        norm.get_parameter("weight")!.copy_(tensor(new[] { 1.0078125f, 1f }));
        var x = tensor(new[] { 1f, 3f }).to(ScalarType.BFloat16).view(1, 1, 2);

        var y = norm.call(x).to(ScalarType.Float32)[0, 0, 0].item<float>();

        // 1/√5 = 0.4472136 rounds to 0.447265625; times 1.0078125 = 0.4507599 rounds to 0.451171875.
        // Rounded only once at the end it would be 0.4472136 · 1.0078125 = 0.4507075, which rounds to 0.44921875 or 0.451171875.
        Assert.Equal(0.451171875f, y);
    }

    [Fact]
    public void Trap_14_the_mean_sentence_holds_start_prompt_and_stop_but_no_slot()
    {
        var config = Config(film: true);
        using var model = SmallModel(config);
        using var scope = NewDisposeScope();
        using var frozen = no_grad();
        var prompt = SomeInputs(config).Prompts;
        var table = model.get_parameter("language.embed_tokens.weight")!;

        var expected = stack([.. prompt[0].Append(2).Select(id => table[id])]).mean([0]);

        Assert.True(Difference(expected, model.Sentences(prompt).Mean[0]) < 1e-6f);
    }

    [Fact]
    public void Trap_14_padding_counts_in_the_mean_only_where_training_asks_for_it()
    {
        var config = Config(film: true);
        using var model = SmallModel(config);
        using var scope = NewDisposeScope();
        using var frozen = no_grad();
        var ragged = SomeInputs(config, 9, 5).Prompts;

        var alone = model.Sentences(new PromptBatch([[.. ragged[1].Select(id => (int)id)]])).Mean[0];

        Assert.True(Difference(alone, model.Sentences(ragged).Mean[1]) < 1e-6f);
        Assert.True(Difference(alone, model.Sentences(ragged, countPadding: true).Mean[1]) > 1e-3f);
    }
}
