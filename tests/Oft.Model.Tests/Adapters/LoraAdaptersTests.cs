using Oft.Model.Adapters;
using TorchSharp;
using static Oft.Model.Tests.Small;
using static TorchSharp.torch;

namespace Oft.Model.Tests.Adapters;

public class LoraAdaptersTests
{
    private static readonly LoraConfig Config4 = new() { Rank = 4, Alpha = 8 };

    [Fact]
    public void A_new_adapter_changes_nothing()
    {
        var config = Config();
        using var model = SmallModel(config);
        using var scope = NewDisposeScope();
        using var frozen = no_grad();
        var before = model.Actions(model.call(SomeInputs(config)));

        model.Attach(Config4);

        Assert.Equal(0, Difference(before, model.Actions(model.call(SomeInputs(config)))));
    }

    [Fact]
    public void Merged_and_beside_say_the_same_and_unmerging_gives_back_every_bit()
    {
        var config = Config();
        using var model = SmallModel(config);
        using var scope = NewDisposeScope();
        using var frozen = no_grad();
        var before = model.Actions(model.call(SomeInputs(config)));
        var weights = model.AdaptableLayers.Select(adaptable => adaptable.Layer.Weight.detach().clone()).ToList();
        model.Attach(Config4);
        Loud(model);
        var beside = model.Actions(model.call(SomeInputs(config)));

        model.Merge();
        var merged = model.Actions(model.call(SomeInputs(config)));
        model.Unmerge();

        Assert.True(Difference(before, beside) > 1e-2f);
        Assert.True(Difference(beside, merged) < 5e-5f);      // float32: W + BA rounds once more than Wx + B(Ax)
        foreach (var (weight, adaptable) in weights.Zip(model.AdaptableLayers)) Assert.Equal(0, Difference(weight, adaptable.Layer.Weight));
    }

    [Fact]
    public void Promise_3_a_second_merge_is_refused()
    {
        using var model = SmallModel(Config());
        model.Attach(Config4);
        model.Merge();

        var error = Assert.Throws<InvalidOperationException>(() => model.Merge());

        Assert.Contains("second merge", error.Message);
    }

    [Fact]
    public void Adapters_are_chosen_by_name_and_none_leaves_the_base()
    {
        var config = Config();
        using var model = SmallModel(config);
        using var scope = NewDisposeScope();
        using var frozen = no_grad();
        Tensor Say() => model.Actions(model.call(SomeInputs(config)));
        var bare = Say();
        model.Attach(Config4, "red");
        model.Attach(Config4, "blue");
        Loud(model);

        model.Activate("red");
        var red = Say();
        model.Activate("blue");
        var blue = Say();
        model.Activate();

        Assert.True(Difference(red, blue) > 1e-3f);
        Assert.Equal(0, Difference(bare, Say()));
        Assert.Contains("green", Assert.Throws<ArgumentException>(() => model.Activate("green")).Message);
    }

    private static void Loud(OftModel model)
    {
        using var frozen = no_grad();
        var seed = 900;
        foreach (var (name, parameter) in model.named_parameters())
            if (name.Contains(".adapters.")) parameter.copy_(Normal(parameter.shape, seed++) * 0.2);
    }
}
