using Oft.Torch.Tests.Fixtures;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Oft.Torch.Tests.Nn;

public sealed class ModuleStateTests : NeedsEngine
{
    private static Sequential Small() => Sequential(("conv", Conv2d(3, 4, 3)), ("norm", BatchNorm2d(4)), ("flat", Flatten()), ("out", Linear(16, 2)));

    [Fact]
    public void A_saved_module_loads_into_another_with_every_bit()
    {
        using var first = Small();
        using var second = Small();
        using var scope = NewDisposeScope();
        first.call(Given.Normal([2, 3, 4, 4], seed: 1));
        var file = new MemoryStream();
        first.save(file);
        second.load(new MemoryStream(file.ToArray()));

        foreach (var (path, tensor) in first.state_dict())
            Assert.Equal(tensor.bytes.ToArray(), second.state_dict()[path].bytes.ToArray());
        Assert.Equal(1, second.get_buffer("norm.num_batches_tracked")!.item<long>());
    }

    [Fact]
    public void Names_that_do_not_match_are_named_and_may_be_allowed()
    {
        using var module = Small();
        using var scope = NewDisposeScope();
        var source = new Dictionary<string, Tensor> { ["out.weight"] = ones(2, 16), ["head.bias"] = ones(2) };

        var refused = Assert.Throws<InvalidOperationException>(() => module.load_state_dict(source));
        Assert.Contains("out.bias", refused.Message);
        Assert.Contains("head.bias", refused.Message);

        var (missing, unexpected) = module.load_state_dict(source, strict: false);
        Assert.Contains("conv.weight", missing);
        Assert.Equal(["head.bias"], unexpected);
        Assert.Equal(32, module.get_parameter("out.weight")!.sum().item<float>());
    }

    [Fact]
    public void A_shape_that_differs_is_refused_with_both_shapes()
    {
        using var module = Linear(4, 2);
        using var scope = NewDisposeScope();

        // [1, 4] would spread over [2, 4] if it were only copied.
        var refused = Assert.Throws<ArgumentException>(() => module.load_state_dict(new() { ["weight"] = ones(1, 4), ["bias"] = ones(2) }));
        Assert.Contains("[2, 4]", refused.Message);
        Assert.Contains("[1, 4]", refused.Message);
    }

    [Fact]
    public void Loading_keeps_the_parameter_its_dtype_and_its_gradient_flag()
    {
        using var module = Linear(2, 2).bfloat16();
        using var scope = NewDisposeScope();
        var weight = module.weight;
        module.load_state_dict(new() { ["weight"] = full(2, 2, 0.5), ["bias"] = zeros(2) });

        Assert.Same(weight, module.weight);
        Assert.Equal(ScalarType.BFloat16, weight.dtype);
        Assert.True(weight.requires_grad);
        Assert.Equal(0.5f, weight[0, 0].to(float32).item<float>());
    }

    [Theory]
    [InlineData(new byte[0])]
    [InlineData(new byte[] { 1 })]
    [InlineData(new byte[] { 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x01 })]
    [InlineData(new byte[] { 2, 6, (byte)'w', (byte)'e', (byte)'i', (byte)'g', (byte)'h', (byte)'t', 6, 2, 0xff, 0xff, 0xff, 0xff, 0x7f, 0xff, 0xff, 0xff, 0x7f })]
    [InlineData(new byte[] { 2, 6, (byte)'w', (byte)'e', (byte)'i', (byte)'g', (byte)'h', (byte)'t', 6, 2, 2, 4, 1, 2, 3 })]
    public void A_broken_file_is_an_error_and_no_crash(byte[] file)
    {
        using var module = Linear(4, 2);
        var error = Assert.ThrowsAny<Exception>(() => module.load(new MemoryStream(file)));
        Assert.True(error is IOException or ArgumentException or FormatException or InvalidDataException, error.ToString());
    }

    [Fact]
    public void Converting_keeps_the_parameter_objects_and_leaves_integers_alone()
    {
        using var module = Small();
        var weight = module.get_parameter("conv.weight");
        module.to(ScalarType.Float64);

        Assert.Same(weight, module.get_parameter("conv.weight"));
        Assert.Equal(ScalarType.Float64, weight!.dtype);
        Assert.Equal(ScalarType.Float64, module.get_buffer("norm.running_mean")!.dtype);
        Assert.Equal(ScalarType.Int64, module.get_buffer("norm.num_batches_tracked")!.dtype);
        using var scope = NewDisposeScope();
        module.call(Given.Normal([2, 3, 4, 4], seed: 1).to(float64)).sum().backward();
        Assert.Equal(ScalarType.Float64, weight.grad!.dtype);
    }

    [Fact]
    public void Converting_takes_the_gradient_along()
    {
        using var module = Linear(2, 1);
        using var scope = NewDisposeScope();
        module.call(ones(1, 2)).sum().backward();
        module.to(ScalarType.Float64);

        Assert.Equal(ScalarType.Float64, module.weight.grad!.dtype);
        Assert.Equal(1, module.weight.grad!.max().item<double>());
    }
}
