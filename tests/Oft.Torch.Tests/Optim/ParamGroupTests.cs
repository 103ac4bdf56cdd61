using Oft.Torch.Tests.Fixtures;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Oft.Torch.Tests.Optim;

public sealed class ParamGroupTests : NeedsEngine
{
    [Fact]
    public void Weight_decay_is_none_unless_given_and_a_group_has_its_own()
    {
        using var a = new Parameter(ones(1));
        using var b = new Parameter(ones(1));
        using var optimizer = optim.AdamW([new AdamW.ParamGroup([a], new AdamW.Options { weight_decay = 0.5 }), new AdamW.ParamGroup { Parameters = [b] }], lr: 0.1);
        using var scope = NewDisposeScope();
        (a.grad, b.grad) = (zeros(1), zeros(1));
        optimizer.step();

        Assert.Equal(0.95f, a.item<float>(), 1e-6f);      // 1 − 0.1 · 0.5
        Assert.Equal(1f, b.item<float>());
    }

    [Fact]
    public void The_first_step_of_Adam_has_the_length_of_the_learning_rate()
    {
        using var a = new Parameter(zeros(3));
        using var optimizer = optim.Adam([a], lr: 0.01);
        using var scope = NewDisposeScope();
        a.grad = tensor([5f, -0.1f, 300f]);
        optimizer.step();

        Assert.Equal(0, Given.Distance(a, tensor([-0.01f, 0.01f, -0.01f])), 1e-6);
    }

    [Fact]
    public void A_parameter_without_a_gradient_and_its_age_stay()
    {
        using var a = new Parameter(ones(1));
        using var b = new Parameter(ones(1));
        using var optimizer = optim.AdamW([a, b], lr: 0.1, weight_decay: 0.5);
        using var scope = NewDisposeScope();
        for (var step = 0; step < 3; step++)
        {
            a.grad = ones(1);
            b.grad = step == 1 ? ones(1) : null;
            optimizer.step();
        }

        Assert.Equal([3, 1], optimizer.state_dict().State.Select(state => ((AdamW.State)state).step));
        // b took one step, the first of its own: 1 − 0.1 · 0.5 of the value, then 0.1.
        Assert.Equal(0.85f, b.item<float>(), 1e-5f);
    }

    [Fact]
    public void Maximizing_goes_the_other_way()
    {
        using var up = new Parameter(zeros(1));
        using var down = new Parameter(zeros(1));
        using var rising = optim.SGD([up], 0.1, maximize: true);
        using var falling = optim.SGD([down], 0.1);
        using var scope = NewDisposeScope();
        (up.grad, down.grad) = (ones(1), ones(1));
        rising.step();
        falling.step();

        Assert.Equal(0.1f, up.item<float>());
        Assert.Equal(-0.1f, down.item<float>());
    }

    [Fact]
    public void Converting_a_model_keeps_its_optimizer_working()
    {
        using var model = Linear(2, 1);
        using var optimizer = optim.SGD(model.parameters(), 0.1);
        model.to(ScalarType.Float64);
        using var scope = NewDisposeScope();
        var before = model.weight.detach().clone();
        model.call(ones([1, 2], ScalarType.Float64)).sum().backward();
        optimizer.step();

        Assert.Equal(-0.1, (model.weight - before).max().item<double>(), 1e-12);
    }

    [Fact]
    public void A_parameter_in_two_groups_is_refused()
    {
        using var a = new Parameter(ones(1));
        Assert.Throws<ArgumentException>(() => optim.SGD([new SGD.ParamGroup([a]), new SGD.ParamGroup([a])], 0.1));
    }
}
