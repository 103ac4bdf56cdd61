using static TorchSharp.torch;

namespace Oft.Torch.Tests.Tensors;

public sealed class ScopeTests : NeedsEngine
{
    [Fact]
    public void A_tensor_may_be_moved_out_one_scope_or_all_of_them()
    {
        Tensor free, outer, inner;
        using (var around = NewDisposeScope())
        {
            using (NewDisposeScope())
            {
                inner = ones(2);
                outer = ones(2).MoveToOuterDisposeScope();
                free = ones(2).DetachFromDisposeScope();
            }
            Assert.True(inner.IsInvalid);
            Assert.True(around.Contains(outer));
        }
        Assert.True(outer.IsInvalid);
        Assert.False(free.IsInvalid);
        free.Dispose();
        free.Dispose();      // twice is once
    }

    [Fact]
    public void A_scope_can_be_emptied_but_for_a_few()
    {
        using var scope = NewDisposeScope();
        var (kept, gone) = (ones(2), ones(2));

        scope.DisposeEverythingBut(kept);

        Assert.False(kept.IsInvalid);
        Assert.True(gone.IsInvalid);
        Assert.Equal(1, scope.DisposablesCount);
    }

    [Fact]
    public void A_scope_of_a_thousand_short_lives_stays_small()
    {
        using var scope = NewDisposeScope();
        var kept = ones(1);
        for (var i = 0; i < 1000; i++) ones(1).Dispose();

        Assert.Equal(1, scope.DisposablesCount);
        Assert.Equal(1, kept.item<float>());
    }

    [Fact]
    public void A_scope_ended_on_another_thread_is_refused()
    {
        using var scope = NewDisposeScope();
        Exception? refused = null;
        var other = new Thread(() => refused = Record.Exception(scope.Dispose));
        other.Start();
        other.Join();

        Assert.Contains("Hold no scope across an await", Assert.IsType<InvalidOperationException>(refused).Message);
    }

    [Fact]
    public void What_is_forgotten_outside_of_scopes_is_collected_by_the_byte()
    {
        var before = Environment.WorkingSet;
        for (var i = 0; i < 1500; i++) ones(512, 512);       // a megabyte each

        // Two budgets of 256 MB and what the allocator keeps; without the belt it would be 1,500 MB. Other tests run meanwhile.
        Assert.InRange((Environment.WorkingSet - before) >> 20, -4000, 1000);
    }
}
