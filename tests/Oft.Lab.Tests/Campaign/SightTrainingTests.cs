using Oft.Lab.Campaign;
using Oft.Lab.Tests.Slice;
using Oft.Model;
using Oft.Torch;
using static TorchSharp.torch;

namespace Oft.Lab.Tests.Campaign;

// libtorch has one generator for the whole process: beside other tests that draw from it a seed would say nothing.
[Collection(nameof(GlobalGenerator))]
public class SightTrainingTests
{
    [Fact]
    public void Towers_learn_from_random_scenes_and_are_judged_by_scenes_no_step_saw()
    {
        if (EngineReport.WhatIsMissing is { } reason) Need.Missing(reason);
        Need.Library("libmujoco.so");
        manual_seed(1);
        using var model = new OftModel(SightTraining.Config(BackboneConfig.Tiny));
        var settings = new SightSettings { Scenes = 24, ScenesPerPool = 12, HeldOut = 8, Steps = 16, Batch = 8 };
        var said = new List<string>();

        var before = model.Language.Tokens.Weight.detach().clone();
        var result = SightTraining.Run(model, settings, threads: 1, said.Add, TestContext.Current.CancellationToken);

        Assert.Equal(settings.Steps, result.Curve.Count);
        // Sixteen scenes seen eight times each: far from sight, but the first guesses over all kinds cost more than the last.
        Assert.True(result.Curve.TakeLast(4).Average(step => step.Loss) < 0.9 * result.Curve.Take(4).Average(step => step.Loss), $"loss went from {result.Curve[0].Loss} to {result.Curve[^1].Loss}");
        Assert.InRange(result.Accuracy, 0, 1);
        Assert.InRange(result.Named, 0, 1);
        // The rows of words that name something are learnt; the others only decay, by less than a hundredth of a step of 1.5e-3.
        var moved = (model.Language.Tokens.Weight - before).abs().amax([1]).gt(1e-3).sum().item<long>();
        Assert.InRange(moved, 20, before.shape[0] / 2);
        Assert.InRange(result.OffsetPixels, 0, 14);
        Assert.Contains(said, line => line.Contains("8 held out"));
    }
}
