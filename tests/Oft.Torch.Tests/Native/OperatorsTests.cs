using System.Reflection;
using Oft.Torch.Tests.Fixtures;
using static TorchSharp.torch;

namespace Oft.Torch.Tests.Native;

[Collection(nameof(GlobalGenerator))]
public sealed class OperatorsTests : NeedsEngine
{
    // What libtorch 1.13 lacks. Each of these is asked for with Exists, and what stands in for it is tested for equal numbers.
    private static readonly HashSet<string> guarded =
    [
        "aten::scaled_dot_product_attention", "aten::_foreach_lerp_.Scalar", "aten::_fused_adam_", "aten::_fused_adamw_", "aten::_fused_adagrad_",
    ];

    [Fact]
    public void Every_operator_resolves_in_this_libtorch_or_is_guarded()
    {
        var missing = Fields().Where(op => !op.Exists).SelectMany(op => op.Names).Where(name => !guarded.Contains(name)).ToList();

        Assert.True(missing.Count == 0, $"libtorch {__version__} has no {string.Join(", ", missing)}");
    }

    [Fact]
    public void An_operator_of_no_libtorch_is_named_with_the_version()
    {
        var error = Assert.Throws<NotSupportedException>(() => Op.Get("aten::nonesuch").T([ones(1)]));

        Assert.Equal($"this libtorch ({__version__}) has no operator aten::nonesuch", error.Message);
    }

    [Fact]
    public void An_argument_of_the_wrong_kind_is_named_with_its_place_and_the_schema()
    {
        var error = Assert.Throws<System.Runtime.InteropServices.ExternalException>(() => Op.Get("aten::gelu").T([1.5]));

        Assert.Contains("argument 0 ('self': Tensor) cannot take a float", error.Message);
        Assert.Contains("aten::gelu(Tensor self", error.Message);
    }

    [Fact]
    public void Composed_attention_is_the_formula_with_every_kind_of_mask()
    {
        using var scope = NewDisposeScope();
        manual_seed(2);
        var (q, k, v) = (randn(2, 3, 5, 8), randn(2, 3, 7, 8), randn(2, 3, 7, 4));
        var look = rand(5, 7) > 0.3;
        look[.., 0] = true;
        var added = zeros(5, 7).masked_fill(look.logical_not(), double.NegativeInfinity);

        var byTruths = nn.functional.scaled_dot_product_attention(q, k, v, look);
        var byNumbers = nn.functional.scaled_dot_product_attention(q, k, v, added);
        var expected = (q.matmul(k.transpose(-2, -1)) / Math.Sqrt(8) + added).softmax(-1).matmul(v);
        var causal = nn.functional.scaled_dot_product_attention(q, k[.., .., ..5], v[.., .., ..5], is_casual: true);
        var first = v[.., .., ..1];

        Assert.Equal(0, (byTruths - byNumbers).abs().max().item<float>());
        Assert.Equal(0, (byTruths - expected).abs().max().item<float>(), 1e-5);
        Assert.Equal(0, (causal[.., .., ..1] - first).abs().max().item<float>(), 1e-5);    // the first place sees only itself
    }

    private static IEnumerable<Op> Fields() => typeof(Op).Assembly.GetTypes()
        .SelectMany(type => type.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic))
        .Where(field => field.FieldType == typeof(Op))
        .Select(field => (Op)field.GetValue(null)!);
}
