using TorchSharp;
using static TorchSharp.torch;

namespace Oft.Torch.Tests.Tensors;

public sealed class TensorTests
{
    public TensorTests() => Engine.Need();

    [Fact]
    public void A_tensor_gives_back_the_numbers_it_was_made_of()
    {
        using var scope = NewDisposeScope();
        var x = tensor(new float[,] { { 1, 2, 3 }, { 4, 5, 6 } });

        Assert.Equal([2, 3], x.shape);
        Assert.Equal([1, 2, 3, 4, 5, 6], x.data<float>().ToArray());
        Assert.Equal(6, x[1, 2].item<float>());
        Assert.Equal([3, 6], x[TensorIndex.Ellipsis, -1].data<float>().ToArray());
    }

    [Fact]
    public void A_number_beside_a_tensor_keeps_the_tensors_type()
    {
        using var scope = NewDisposeScope();
        var half = ones(2, dtype: float16);

        Assert.Equal(float16, (half + 1.5).dtype);
        Assert.Equal(float32, (ones(2, dtype: int64) + 1.5).dtype);
        Assert.Equal([-1f, -1f], (1 - ones(2) * 2).data<float>().ToArray());
        Assert.Equal([1.5f, 1.5f], (3.0 / (ones(2) * 2)).data<float>().ToArray());
    }

    [Fact]
    public void Gradients_reach_the_leaves()
    {
        using var scope = NewDisposeScope();
        var x = tensor(new[] { 1f, 2f, 3f }, requires_grad: true);

        (x * x * 2).sum().backward();

        Assert.Equal([4f, 8f, 12f], x.grad!.data<float>().ToArray());
    }

    [Fact]
    public void A_scope_leaves_nothing_behind_but_what_was_moved_out()
    {
        DisposeScopeManager.Statistics.Reset();
        Tensor kept;
        using (NewDisposeScope())
        {
            var x = randn(4, 4);
            kept = (x.matmul(x) + 1.0).MoveToOuterDisposeScope();
        }

        Assert.Equal(1, DisposeScopeManager.Statistics.ThreadTotalLiveCount);
        Assert.False(kept.IsInvalid);
        kept.Dispose();
        Assert.Equal(0, DisposeScopeManager.Statistics.ThreadTotalLiveCount);
    }

    [Fact]
    public void A_wrong_shape_is_an_exception_with_schema_and_shapes()
    {
        using var scope = NewDisposeScope();
        var wrong = Assert.Throws<System.Runtime.InteropServices.ExternalException>(() => ones(3, 4).mm(ones(3, 4)));

        Assert.Contains("aten::mm(Tensor self, Tensor mat2) -> Tensor", wrong.Message);
        Assert.Contains("Float32 [3, 4], Float32 [3, 4]", wrong.Message);
    }

    [Fact]
    public void The_text_of_a_tensor_shows_its_numbers_and_cuts_long_dimensions()
    {
        using var scope = NewDisposeScope();

        Assert.Equal("[2x3], type = Float32", ones(2, 3).ToString());
        Assert.Equal("[], type = Int64, value = 7", tensor(7L).ToString());
        Assert.Equal("[[0, 1],\n [2, 3.5]]", tensor(new float[,] { { 0, 1 }, { 2, 3.5f } }).ToString(TensorStringStyle.Numpy));
        Assert.Equal("[0, 1, 2, ..., 1997, 1998, 1999]", arange(2000).ToString(TensorStringStyle.Default));
    }
}
