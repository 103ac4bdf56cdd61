using Oft.Torch.Tests.Fixtures;
using TorchSharp;
using static TorchSharp.torch.nn;
using static TorchSharp.torch;

namespace Oft.Torch.Tests.House;

[Collection(nameof(GlobalGenerator))]
public sealed class CheckpointTests
{
    public CheckpointTests() => Engine.Need();

    [Fact]
    public void A_part_run_under_a_checkpoint_has_the_same_numbers_and_gradients_dropout_included()
    {
        using var scope = NewDisposeScope();
        var weight = randn(8, 8).requires_grad_();
        var start = randn(4, 8);
        Tensor Part(Tensor x) => functional.dropout(functional.gelu(x.matmul(weight)), 0.5);

        float[][] Gradients(Func<Tensor, Tensor> run)
        {
            manual_seed(3);
            weight.grad = null;
            var x = start.clone().requires_grad_();
            var y = run(x);
            y.square().sum().backward();
            return [y.data<float>().ToArray(), x.grad!.data<float>().ToArray(), weight.grad!.data<float>().ToArray()];
        }

        Assert.Equal(Gradients(Part), Gradients(x => Checkpoint.Run(Part, x)));
    }

    [Fact]
    public void Parameters_get_their_gradient_though_the_input_needs_none()
    {
        using var scope = NewDisposeScope();
        var weight = ones(3, 3, requires_grad: true);

        Checkpoint.Run(x => x.matmul(weight), ones(2, 3)).sum().backward();

        Assert.Equal(Enumerable.Repeat(2f, 9), weight.grad!.data<float>().ToArray());
    }
}
