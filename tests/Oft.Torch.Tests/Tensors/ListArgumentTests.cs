using static TorchSharp.torch;

namespace Oft.Torch.Tests.Tensors;

public sealed class ListArgumentTests : NeedsEngine
{
    // TorchSharp lets an array become a tensor by itself; an operator that takes lengths must not get one.
    [Fact]
    public void An_array_of_lengths_stays_a_list()
    {
        using var scope = NewDisposeScope();
        var x = arange(6, ScalarType.Float32).view(2, 3);

        Assert.Equal([4, 3], x.repeat(2, 1).shape);
        Assert.Equal(5, x.flip(0, 1)[0, 0].item<float>());
        Assert.Equal([3f, 4f, 5f], x.amax(0).data<float>().ToArray());
        Assert.Equal([0f, 3f], x.amin(1).data<float>().ToArray());
        Assert.Equal([1L, 2L, 2L], x.count_nonzero([0]).data<long>().ToArray());
    }
}
