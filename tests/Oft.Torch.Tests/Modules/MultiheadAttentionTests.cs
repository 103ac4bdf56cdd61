using Oft.Torch.Tests.Fixtures;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Oft.Torch.Tests.Modules;

public sealed class MultiheadAttentionTests : NeedsEngine
{
    [Fact]
    public void Its_parameters_have_the_names_of_PyTorch()
    {
        using var attention = MultiheadAttention(8, 2);
        Assert.Equal(["in_proj_weight", "in_proj_bias", "out_proj.weight", "out_proj.bias"], attention.named_parameters().Select(p => p.name));
    }

    [Fact]
    public void The_order_of_keys_does_not_matter_and_the_weights_sum_to_one()
    {
        using var attention = MultiheadAttention(8, 2);
        using var scope = NewDisposeScope();
        var (query, key) = (Given.Normal([3, 1, 8], seed: 1), Given.Normal([5, 1, 8], seed: 2));
        var (output, weights) = attention.call(query, key, key);

        Assert.Equal(0, Given.Distance(output, attention.call(query, key.flip(0), key.flip(0)).Item1), 1e-6);
        Assert.Equal([1, 3, 5], weights.shape);
        Assert.Equal(0, (weights.sum(-1) - 1).abs().max().item<float>(), 1e-6);
    }

    [Fact]
    public void A_padded_key_and_a_masked_pair_have_no_weight()
    {
        using var attention = MultiheadAttention(8, 2);
        using var scope = NewDisposeScope();
        var (query, key) = (Given.Normal([3, 2, 8], seed: 1), Given.Normal([4, 2, 8], seed: 2));
        var padded = zeros(2, 4, ScalarType.Bool);
        padded[1, 3] = tensor(true);
        var masked = zeros(3, 4, ScalarType.Bool);
        masked[0, 1] = tensor(true);

        var weights = attention.call(query, key, key, padded, true, masked).Item2;       // [B, T, S]

        Assert.Equal(0, weights[1, .., 3].max().item<float>());
        Assert.Equal(0, weights[.., 0, 1].max().item<float>());
        Assert.True(weights[0, 1, 3].item<float>() > 0);
    }

    [Fact]
    public void An_encoder_layer_treats_every_sample_by_itself()
    {
        using var layer = TransformerEncoderLayer(8, 2, 16, activation: Activations.GELU);
        layer.eval();
        using var scope = NewDisposeScope();
        var x = Given.Normal([5, 3, 8], seed: 3);

        // One sample alone is another batch size for the same sums: float32 rounding.
        Assert.Equal(0, Given.Distance(layer.call(x)[.., 1..2], layer.call(x[.., 1..2])), 1e-5);
    }
}
