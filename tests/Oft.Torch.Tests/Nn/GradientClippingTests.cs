using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Oft.Torch.Tests.Nn;

public sealed class GradientClippingTests : NeedsEngine
{
    private static Parameter WithGradient(params float[] gradient)
    {
        var parameter = new Parameter(zeros(gradient.Length));
        parameter.grad = tensor(gradient);
        return parameter;
    }

    [Fact]
    public void Long_gradients_are_scaled_together_to_the_norm_asked_for()
    {
        using var scope = NewDisposeScope();
        using var a = WithGradient(3, 0);
        using var b = WithGradient(0, 4);

        Assert.Equal(5, utils.clip_grad_norm_([a, b], 1), 1e-6);
        Assert.Equal(0.6f, a.grad![0].item<float>(), 1e-5f);        // 3 / (5 + 1e-6)
        Assert.Equal(0.8f, b.grad![1].item<float>(), 1e-5f);
    }

    [Fact]
    public void Short_gradients_stay_as_they_are()
    {
        using var scope = NewDisposeScope();
        using var a = WithGradient(0.3f, 0.4f);
        using var none = new Parameter(zeros(2));

        Assert.Equal(0.5, utils.clip_grad_norm_([a, none], 1), 1e-6);
        Assert.Equal([0.3f, 0.4f], a.grad!.data<float>().ToArray());
        Assert.Equal(0, utils.clip_grad_norm_([none], 1));
    }

    [Fact]
    public void The_infinite_norm_is_the_largest_number()
    {
        using var scope = NewDisposeScope();
        using var a = WithGradient(3, -8);

        Assert.Equal(8, utils.clip_grad_norm_([a], 4, double.PositiveInfinity));
        Assert.Equal(-4, a.grad![1].item<float>(), 1e-5);
    }

    [Fact]
    public void Clipping_by_value_cuts_every_number()
    {
        using var scope = NewDisposeScope();
        using var a = WithGradient(3, -8, 0.5f);
        utils.clip_grad_value_([a], 1);

        Assert.Equal([1f, -1f, 0.5f], a.grad!.data<float>().ToArray());
    }
}
