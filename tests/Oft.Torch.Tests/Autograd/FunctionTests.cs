using System.Runtime.InteropServices;
using TorchSharp;
using static TorchSharp.torch;

namespace Oft.Torch.Tests.Autograd;

public sealed class FunctionTests
{
    public FunctionTests() => Engine.Need();

    private sealed class Cube : autograd.SingleTensorFunction<Cube>
    {
        public override string Name => nameof(Cube);

        public override Tensor forward(autograd.AutogradContext ctx, params object[] vars)
        {
            var x = (Tensor)vars[0];
            ctx.save_for_backward([x]);
            return x * x * x;
        }

        public override List<Tensor> backward(autograd.AutogradContext ctx, Tensor grad_output)
        {
            var x = ctx.get_saved_variables()[0];
            return [grad_output * 3 * x * x];
        }
    }

    private sealed class Broken : autograd.SingleTensorFunction<Broken>
    {
        public override string Name => nameof(Broken);

        public override Tensor forward(autograd.AutogradContext ctx, params object[] vars) => (Tensor)vars[0] * 1;

        public override List<Tensor> backward(autograd.AutogradContext ctx, Tensor grad_output) => throw new InvalidDataException("no way back");
    }

    [Fact]
    public void A_function_of_ones_own_has_the_gradient_it_names_and_the_gradient_of_that()
    {
        using var scope = NewDisposeScope();
        var x = tensor(new[] { 1.0, 2.0, -3.0 }, requires_grad: true);

        var first = autograd.grad([Cube.apply(x).sum()], [x], create_graph: true)[0];
        var second = autograd.grad([first.sum()], [x])[0];

        Assert.Equal([3.0, 12.0, 27.0], first.data<double>().ToArray());
        Assert.Equal([6.0, 12.0, -18.0], second.data<double>().ToArray());
    }

    [Fact]
    public void An_exception_in_backward_arrives_with_its_text()
    {
        using var scope = NewDisposeScope();
        var x = ones(3, requires_grad: true);

        var error = Assert.Throws<ExternalException>(() => Broken.apply(x).sum().backward());

        Assert.Contains("InvalidDataException: no way back", error.Message);
    }

    [Fact]
    public void A_hook_sees_the_gradient_and_may_replace_it_until_it_is_taken_off()
    {
        using var scope = NewDisposeScope();
        var x = ones(2, requires_grad: true);
        var seen = 0f;

        using (GradientHook.On(x, gradient => { seen = gradient[0].item<float>(); return gradient * 10; }))
            (x * 3).sum().backward();
        Assert.Equal(3, seen);
        Assert.Equal([30f, 30f], x.grad!.data<float>().ToArray());

        x.grad = null;
        (x * 3).sum().backward();
        Assert.Equal([3f, 3f], x.grad!.data<float>().ToArray());
    }

    [Fact]
    public void Nothing_of_a_function_stays_alive_after_its_graph()
    {
        for (var i = 0; i < 3; i++) Run();
        GC.Collect();
        GC.WaitForPendingFinalizers();
        var before = Tensor.TotalCount;
        for (var i = 0; i < 100; i++) Run();
        GC.Collect();
        GC.WaitForPendingFinalizers();

        // Other tests make tensors meanwhile; a leak here would be at least one a run.
        Assert.InRange(Tensor.TotalCount - before, -50, 50);

        static void Run()
        {
            using var scope = NewDisposeScope();
            var x = ones(3, requires_grad: true);
            Cube.apply(x).sum().backward();
        }
    }
}
