using Oft.Contracts;
using Oft.Lab.Benches.Policies;
using Oft.Model;
using Oft.Model.Inputs;
using Oft.Torch;
using TorchSharp;
using static TorchSharp.torch;

namespace Oft.Lab.Tests.Benches;

public class BareOperatorsTests
{
    [Fact]
    public void The_straight_line_of_operators_says_the_models_own_actions()
    {
        if (EngineReport.WhatIsMissing is { } reason) Need.Missing(reason);
        using var model = new OftModel(OftConfig.Tiny);
        model.eval();
        var random = new Random(4);
        float[] Drawn(int count) => [.. Enumerable.Range(0, count).Select(_ => 2 * random.NextSingle() - 1)];
        using var scope = NewDisposeScope();
        using var frozen = no_grad();
        var inputs = new ModelInputs(tensor(Drawn(12 * 84 * 84), [1, 12, 84, 84]), new PromptBatch([[1, .. new PromptBuilder(TinyTokenizer.Instance).Ids("push the red block").Skip(1)]]), tensor(Drawn(RobotSpec.Libero.ProprioWidth), [1, RobotSpec.Libero.ProprioWidth]));

        var bare = new BareOperators(model, inputs).Run(inputs.Pixels, inputs.Proprio!);

        // float32: the same operators in the same order.
        Assert.True((model.Actions(model.Reads(inputs)) - bare).abs().max().item<float>() < 1e-6f);
    }
}
