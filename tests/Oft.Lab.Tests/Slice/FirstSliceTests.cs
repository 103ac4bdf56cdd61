using Oft.Lab.Slice;
using Oft.Torch;

namespace Oft.Lab.Tests.Slice;

// libtorch has one generator for the whole process: beside other tests that draw from it a seed would say nothing.
[Collection(nameof(GlobalGenerator))]
public class FirstSliceTests
{
    private static readonly SliceSettings small = new() { Demonstrations = 1, Clips = 4, Steps = 24, Batch = 4, Episodes = 1 };

    [Fact]
    public void A_small_slice_learns_acts_and_leaves_a_page_with_its_interval()
    {
        if (EngineReport.WhatIsMissing is { } reason) Need.Missing(reason);
        Need.Library("libmujoco.so");
        var result = FirstSlice.Run(small, _ => { }, TestContext.Current.CancellationToken);

        Assert.Equal(small.Steps, result.Curve.Count);
        // Two thirds of the first error: after 24 steps the mean action is known, which no untrained model knows.
        Assert.True(result.Curve.TakeLast(6).Average(step => step.Loss) < 0.67 * result.Curve[0].Loss, $"loss went from {result.Curve[0].Loss} to {result.Curve[^1].Loss}");
        Assert.Equal(0, result.Errors);
        Assert.Equal(1, result.Rate!.Trials);
        var html = SlicePage.Of(result, small);
        Assert.Contains(result.Rate.ToString(), html);
        Assert.Contains("data:image/png;base64,", html);
    }

    [Fact]
    public void The_same_seed_learns_the_same()
    {
        if (EngineReport.WhatIsMissing is { } reason) Need.Missing(reason);
        Need.Library("libmujoco.so");
        var tiny = small with { Steps = 3 };
        var (first, second) = (FirstSlice.Run(tiny, _ => { }, TestContext.Current.CancellationToken), FirstSlice.Run(tiny, _ => { }, TestContext.Current.CancellationToken));
        Assert.Equal(first.Curve.Select(step => step.Loss), second.Curve.Select(step => step.Loss));
    }
}
