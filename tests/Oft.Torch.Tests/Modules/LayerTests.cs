using Oft.Torch.Tests.Fixtures;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Oft.Torch.Tests.Modules;

public sealed class LayerTests : NeedsEngine
{
    [Fact]
    public void A_layer_norm_has_mean_zero_and_variance_one_before_scale_and_shift()
    {
        using var norm = LayerNorm(64);
        using var scope = NewDisposeScope();
        var y = norm.call(Given.Normal([5, 64], seed: 1) * 7 + 3);

        Assert.Equal(0, y.mean([1]).abs().max().item<float>(), 1e-5);
        Assert.Equal(1, y.var(1, unbiased: false).mean().item<float>(), 1e-3);      // eps
    }

    [Fact]
    public void One_group_a_channel_is_instance_norm_and_one_group_in_all_is_layer_norm_over_the_picture()
    {
        using var scope = NewDisposeScope();
        var x = Given.Normal([2, 4, 3, 3], seed: 2);
        using var each = GroupNorm(4, 4);
        using var all = GroupNorm(1, 4);
        using var picture = LayerNorm([4, 3, 3]);

        Assert.Equal(0, each.call(x).mean([2, 3]).abs().max().item<float>(), 1e-5);
        Assert.Equal(0, Given.Distance(all.call(x), picture.call(x)), 1e-5);
        Assert.Throws<ArgumentException>(() => GroupNorm(3, 4));
    }

    [Fact]
    public void A_batch_norm_remembers_the_batch_and_uses_it_in_evaluation()
    {
        using var norm = BatchNorm2d(3, momentum: 1.0);
        using var scope = NewDisposeScope();
        var x = Given.Normal([4, 3, 5, 5], seed: 3) * 2 + 1;
        norm.call(x);
        norm.eval();

        Assert.Equal(0, Given.Distance(norm.running_mean!, x.mean([0, 2, 3])), 1e-5);
        Assert.Equal(1, norm.num_batches_tracked!.item<long>());
        Assert.Equal(0, Given.Distance(norm.call(x), (x - norm.running_mean!.view(1, 3, 1, 1)) / (norm.running_var!.view(1, 3, 1, 1) + 1e-5).sqrt()), 1e-5);
        Assert.Throws<ArgumentException>(() => norm.call(zeros(3, 5, 5)));
    }

    [Fact]
    public void A_patch_embedding_is_a_linear_layer_on_each_patch()
    {
        using var patch = Conv2d(3, 6, kernel_size: 2, stride: 2);
        using var scope = NewDisposeScope();
        var image = Given.Normal([1, 3, 4, 4], seed: 4);
        var corner = image[.., .., ..2, 2..4].reshape(1, 12);

        var byHand = functional.linear(corner, patch.weight.reshape(6, 12), patch.bias);
        Assert.Equal(0, Given.Distance(byHand, patch.call(image)[.., .., 0, 1]), 1e-5);
    }

    [Theory]
    [InlineData(3, PaddingModes.Zeros)]
    [InlineData(4, PaddingModes.Zeros)]
    [InlineData(3, PaddingModes.Reflect)]
    [InlineData(4, PaddingModes.Circular)]
    public void Padding_by_the_name_same_keeps_the_size(long kernel, PaddingModes mode)
    {
        using var conv = Conv2d(2, 2, kernel, Padding.Same, padding_mode: mode);
        using var line = Conv1d(2, 2, kernel, Padding.Same, padding_mode: mode);
        using var scope = NewDisposeScope();

        Assert.Equal([1, 2, 7, 9], conv.call(Given.Normal([1, 2, 7, 9], seed: 5)).shape);
        Assert.Equal([1, 2, 7], line.call(Given.Normal([1, 2, 7], seed: 5)).shape);
    }

    [Fact]
    public void A_transposed_convolution_undoes_the_shape_of_a_convolution()
    {
        using var scope = NewDisposeScope();
        using var down = Conv1d(2, 3, kernel_size: 4, stride: 2, padding: 1);
        using var up = ConvTranspose1d(3, 2, kernel_size: 4, stride: 2, padding: 1);
        var x = Given.Normal([1, 2, 10], seed: 6);

        Assert.Equal(x.shape, up.call(down.call(x)).shape);
        Assert.Equal([1, 2, 11], up.forward(down.call(x), [11]).shape);
        Assert.Throws<ArgumentException>(() => up.forward(down.call(x), [13]));
    }

    [Fact]
    public void An_embedding_looks_rows_up_and_its_padding_row_is_zero()
    {
        using var table = Embedding(5, 3, padding_idx: 2);
        using var scope = NewDisposeScope();
        var rows = table.call(tensor([2L, 4L]));
        rows.sum().backward();

        Assert.Equal(0, rows[0].abs().sum().item<float>());
        Assert.Equal(0, Given.Distance(rows[1], table.weight![4]));
        Assert.Equal([0f, 0f, 0f, 0f, 3f], table.weight!.grad!.sum(1).data<float>().ToArray());
    }

    [Fact]
    public void Dropout_keeps_the_mean_in_training_and_everything_in_evaluation()
    {
        using var drop = Dropout(0.25);
        using var scope = NewDisposeScope();
        manual_seed(1);
        var x = ones(200, 200);

        Assert.Equal(1, drop.call(x).mean().item<float>(), 0.02);      // 40,000 draws: deviation 0.003
        drop.eval();
        Assert.Equal(0, Given.Distance(x, drop.call(x)));
        Assert.Throws<ArgumentOutOfRangeException>(() => Dropout(1.5));
    }

    [Fact]
    public void Activations_take_the_values_of_their_formulas()
    {
        using var scope = NewDisposeScope();
        Assert.Equal(2 / (1 + Math.Exp(-2)), Of(SiLU()), 1e-6);
        Assert.Equal(2 * Math.Tanh(Math.Log(1 + Math.Exp(2))), Of(Mish()), 1e-6);
        Assert.Equal(1.9544997, Of(GELU()), 1e-6);
        Assert.Equal(1.9544997, Of(GELU(TorchSharp.Modules.GELU.Approximate.tanh)), 1e-3);
        Assert.NotEqual(Of(GELU()), Of(GELU(TorchSharp.Modules.GELU.Approximate.tanh)));
        Assert.Equal(Math.Tanh(2), Of(Tanh()), 1e-6);
        Assert.Equal(1 / (1 + Math.Exp(-2)), Of(Sigmoid()), 1e-6);
        Assert.Equal(Math.Log(1 + Math.Exp(2)), Of(Softplus()), 1e-6);
        Assert.Equal(2, Of(ReLU()));
        Assert.Equal(2, Of(Identity()));

        static double Of(Module<Tensor, Tensor> activation) => activation.call(tensor([2f])).item<float>();
    }

    [Fact]
    public void Pools_take_the_largest_and_the_mean_of_their_windows()
    {
        using var scope = NewDisposeScope();
        var x = arange(16, ScalarType.Float32).view(1, 1, 4, 4);

        Assert.Equal([5f, 7f, 13f, 15f], Given.Values(MaxPool2d(2).call(x)));
        Assert.Equal([2.5f, 4.5f, 10.5f, 12.5f], Given.Values(AvgPool2d(2).call(x)));
        Assert.Equal([7.5f], Given.Values(AdaptiveAvgPool2d(1).call(x)));
    }

    [Fact]
    public void A_sequence_runs_its_modules_in_order_and_a_slice_of_it_some_of_them()
    {
        using var scope = NewDisposeScope();
        using var all = Sequential(Linear(2, 3), ReLU(), Linear(3, 1));
        var x = Given.Normal([4, 2], seed: 7);

        Assert.Equal(0, Given.Distance(all.call(x), all[2].call(all[..2].call(x))));
        Assert.Equal(["0.weight", "0.bias", "2.weight", "2.bias"], all.named_parameters().Select(p => p.name));
    }

    [Fact]
    public void Losses_are_the_functions_they_are_named_after()
    {
        using var scope = NewDisposeScope();
        var (a, b) = (tensor([0f, 2f]), tensor([1f, -2f]));

        Assert.Equal(2.5, L1Loss().call(a, b).item<float>());                      // (1 + 4) / 2
        Assert.Equal(8.5, MSELoss().call(a, b).item<float>());                     // (1 + 16) / 2
        Assert.Equal(17, MSELoss(Reduction.Sum).call(a, b).item<float>());
        Assert.Equal([2], MSELoss(Reduction.None).call(a, b).shape);
        Assert.Equal(Math.Log(2), CrossEntropyLoss().call(zeros(1, 2), tensor([1L])).item<float>(), 1e-6);
    }
}
