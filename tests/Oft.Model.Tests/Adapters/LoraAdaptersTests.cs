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
    public void Many_rows_go_through_a_moved_weight_and_get_the_sum_and_its_gradients()
    {
        using var scope = NewDisposeScope();
        using var layer = new AdaptableLinear(16, 8, hasBias: true, Placement.Default);
        var adapter = layer.Attach("default", Config4, Placement.Default);
        using (no_grad()) adapter.B.normal_();
        var rows = randn([40, 16]);
        (Tensor Said, Tensor A, Tensor B) Through(int together)
        {
            adapter.A.grad?.zero_();
            adapter.B.grad?.zero_();
            var said = cat([.. rows.split(together).Select(layer.call)]);
            (said * said).sum().backward();
            return (said.detach(), adapter.A.grad!.clone(), adapter.B.grad!.clone());
        }

        // Forty rows outweigh a weight of 8 by 16, two do not: the first pass moves the weight, the second adds beside it.
        var (folded, beside) = (Through(40), Through(2));
        var direct = nn.functional.linear(rows, layer.Weight + matmul(adapter.B, adapter.A) * Config4.Scaling, layer.Bias);

        Assert.True(Difference(direct, folded.Said) == 0);
        Assert.True(Difference(folded.Said, beside.Said) < 1e-5f);      // float32: sums of 16 and of 4 terms, rounded in another order
        Assert.True(Difference(folded.A, beside.A) < 1e-4f * folded.A.abs().max().item<float>());
        Assert.True(Difference(folded.B, beside.B) < 1e-4f * folded.B.abs().max().item<float>());
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
