using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Oft.Torch.Tests.Nn;

[Collection(nameof(Fixtures.GlobalGenerator))]
public sealed class InitTests : NeedsEngine
{
    [Fact]
    public void A_cut_normal_stays_within_its_bounds_and_keeps_its_spread()
    {
        using var scope = NewDisposeScope();
        manual_seed(1);
        var numbers = init.trunc_normal_(empty(100, 100), mean: 1, std: 0.5, a: 0, b: 2);

        Assert.InRange(numbers.min().item<float>(), 0, 1);
        Assert.InRange(numbers.max().item<float>(), 1, 2);
        // A normal cut at two deviations has 0.88 of its spread; 10,000 numbers know it to a percent.
        Assert.Equal(0.5 * 0.8796, numbers.std().item<float>(), 0.01);
    }

    [Fact]
    public void Fans_count_the_window()
    {
        using var scope = NewDisposeScope();
        Assert.Equal((4 * 9, 8 * 9), init.CalculateFanInAndFanOut(empty(8, 4, 3, 3)));
        Assert.Throws<ArgumentException>(() => init.CalculateFanInAndFanOut(empty(8)));
    }

    [Fact]
    public void Filling_a_parameter_is_not_part_of_the_graph()
    {
        using var layer = Linear(2, 2);
        Assert.Same(layer.weight, init.eye_(layer.weight));

        Assert.True(layer.weight.is_leaf);
        Assert.Equal([1f, 0f, 0f, 1f], layer.weight.detach().data<float>().ToArray());
    }
}
