using Oft.Torch.Tests.Fixtures;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Oft.Torch.Tests.Nn;

public sealed class ModuleLifetimeTests : NeedsEngine
{
    [Fact]
    public void Parameters_buffers_and_optimiser_state_outlive_the_scope_they_were_made_in()
    {
        Linear layer;
        BatchNorm1d norm;
        AdamW optimizer;
        using (NewDisposeScope())
        {
            layer = Linear(3, 2);
            norm = BatchNorm1d(2);
            optimizer = optim.AdamW(layer.parameters().Concat(norm.parameters()));
            norm.call(layer.call(Given.Normal([4, 3], seed: 1))).sum().backward();
            optimizer.step();
        }

        Assert.All(layer.parameters().Concat<Tensor>(norm.buffers()), tensor => Assert.False(tensor.IsInvalid));
        Assert.All(optimizer.state_dict().State, state => Assert.False(((AdamW.State)state).exp_avg.IsInvalid));
        optimizer.Dispose();
        layer.Dispose();
        norm.Dispose();
    }

    [Fact]
    public void Disposing_a_module_disposes_all_it_owns()
    {
        var module = Sequential(Linear(3, 2), BatchNorm1d(2));
        Tensor[] owned = [.. module.parameters(), .. module.buffers()];
        module.Dispose();
        module.Dispose();

        Assert.All(owned, tensor => Assert.True(tensor.IsInvalid));
    }

    [Fact]
    public void A_training_step_in_a_scope_leaves_no_tensor_behind()
    {
        using var model = Sequential(Linear(3, 8), GELU(), Linear(8, 1));
        using var optimizer = optim.AdamW(model.parameters());
        Step();                                     // the first one makes the gradients
        var before = DisposeScopeManager.Statistics.ThreadTotalLiveCount;
        for (var i = 0; i < 5; i++) Step();

        Assert.Equal(before, DisposeScopeManager.Statistics.ThreadTotalLiveCount);

        void Step()
        {
            using var scope = NewDisposeScope();
            optimizer.zero_grad();
            model.call(Given.Normal([4, 3], seed: 1)).pow(2).mean().backward();
            utils.clip_grad_norm_(model.parameters(), 1);
            optimizer.step();
        }
    }

    [Fact]
    public void A_parameter_takes_its_tensor_over()
    {
        using var data = ones(2);
        using var parameter = new Parameter(data);

        Assert.True(data.IsInvalid);
        Assert.True(parameter.requires_grad);
        Assert.Equal(2, parameter.sum().item<float>());
    }
}
