using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Oft.Torch.Tests.Nn;

public sealed class HookTests : NeedsEngine
{
    [Fact]
    public void Hooks_see_and_may_replace_what_goes_in_and_what_comes_out()
    {
        using var module = Identity();
        using var scope = NewDisposeScope();
        var before = module.register_forward_pre_hook((_, x) => x + 1);
        var after = module.register_forward_hook((_, x, y) => y * 10 + x);

        Assert.Equal(33, module.call(tensor(2f)).item<float>());      // (2 + 1) · 10 + 3
        Assert.Equal(2, module.forward(tensor(2f)).item<float>());

        before.remove();
        Assert.Equal(22, module.call(tensor(2f)).item<float>());
        after.remove();
        after.remove();
        Assert.Equal(2, module.call(tensor(2f)).item<float>());
    }

    [Fact]
    public void A_hook_that_returns_nothing_changes_nothing()
    {
        using var module = Identity();
        using var scope = NewDisposeScope();
        var seen = 0f;
        module.register_forward_hook((_, _, y) =>
        {
            seen = y.item<float>();
            return null!;
        });

        Assert.Equal(2, module.call(tensor(2f)).item<float>());
        Assert.Equal(2, seen);
    }

    [Fact]
    public void A_hook_may_remove_itself()
    {
        using var module = Identity();
        using var scope = NewDisposeScope();
        var calls = 0;
        HookableModule<Func<Module<Tensor, Tensor>, Tensor, Tensor>, Func<Module<Tensor, Tensor>, Tensor, Tensor, Tensor>>.HookRemover? remover = null;
        remover = module.register_forward_hook((_, _, y) =>
        {
            calls++;
            remover!.remove();
            return y;
        });
        module.call(tensor(1f));
        module.call(tensor(1f));

        Assert.Equal(1, calls);
    }
}
