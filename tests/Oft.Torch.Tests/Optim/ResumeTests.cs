using Oft.Torch.Tests.Fixtures;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Oft.Torch.Tests.Optim;

public sealed class ResumeTests : NeedsEngine
{
    [Theory]
    [InlineData("AdamW")]
    [InlineData("Adam")]
    [InlineData("SGD")]
    public void A_run_taken_up_from_its_files_ends_with_the_same_bits(string name)
    {
        set_num_threads(1);
        using var whole = Model();
        using var first = Model();
        using var second = Model();
        first.load_state_dict(whole.state_dict());
        using var wholeOptimizer = Make(name, whole);
        using var firstOptimizer = Make(name, first);
        using var secondOptimizer = Make(name, second);

        Train(whole, wholeOptimizer, 0, 12);
        Train(first, firstOptimizer, 0, 5);
        var (weights, state) = (new MemoryStream(), new MemoryStream());
        first.save(weights);
        firstOptimizer.save_state_dict(new BinaryWriter(state));
        second.load(new MemoryStream(weights.ToArray()));
        secondOptimizer.load_state_dict(new BinaryReader(new MemoryStream(state.ToArray())));
        Train(second, secondOptimizer, 5, 12);

        foreach (var (path, tensor) in whole.state_dict()) Assert.Equal(Given.Values(tensor), Given.Values(second.state_dict()[path]));
    }

    [Fact]
    public void State_in_memory_is_copied_and_not_shared()
    {
        using var model = Model();
        using var one = optim.AdamW(model.parameters());
        using var two = optim.AdamW(model.parameters(), lr: 7);
        Train(model, one, 0, 2);
        two.load_state_dict(one.state_dict());

        var (from, to) = ((AdamW.State)one.state_dict().State[0], (AdamW.State)two.state_dict().State[0]);
        Assert.Equal(2, to.step);
        Assert.True(to.ApproximatelyEquals(from));
        Assert.NotSame(from.exp_avg, to.exp_avg);
        Assert.Equal(1e-3, two.ParamGroups.Single().LearningRate);
    }

    [Fact]
    public void The_state_of_another_optimizer_or_another_model_is_refused()
    {
        using var model = Model();
        using var adam = optim.Adam(model.parameters());
        using var adamW = optim.AdamW(model.parameters());
        using var part = optim.AdamW(model.parameters().Take(1));
        var file = new MemoryStream();
        adam.save_state_dict(new BinaryWriter(file));

        Assert.Contains("Adam", Assert.Throws<InvalidDataException>(() => adamW.load_state_dict(new BinaryReader(new MemoryStream(file.ToArray())))).Message);
        Assert.Throws<ArgumentException>(() => part.load_state_dict(adamW.state_dict()));
    }

    private static Sequential Model() => Sequential(Linear(3, 8), GELU(), Linear(8, 2));

    private static OptimizerHelper Make(string name, Module model) => name switch
    {
        "AdamW" => optim.AdamW(model.parameters(), lr: 1e-2, weight_decay: 0.1, amsgrad: true),
        "Adam" => optim.Adam(model.parameters(), lr: 1e-2),
        _ => optim.SGD(model.parameters(), 1e-2, momentum: 0.9),
    };

    private static void Train(Module<Tensor, Tensor> model, optim.Optimizer optimizer, int from, int to)
    {
        for (var step = from; step < to; step++)
        {
            using var scope = NewDisposeScope();
            optimizer.zero_grad();
            functional.l1_loss(model.call(Given.Normal([4, 3], seed: step)), Given.Normal([4, 2], seed: 100 + step)).backward();
            optimizer.step();
        }
    }
}
