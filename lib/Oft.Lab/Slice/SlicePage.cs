using System.Globalization;
using Oft.Lab.Charts;
using Oft.Lab.Pages;
using Oft.Lab.Runs;
using Oft.Training;
using Oft.Training.Objectives;

namespace Oft.Lab.Slice;

/// <summary>The page of a slice: what was found, the learning curve and a film.</summary>
public static class SlicePage
{
    /// <summary>The whole page as HTML.</summary>
    public static string Of(SliceResult result, SliceSettings settings)
    {
        var samples = result.Curve.Count * settings.Batch;
        return new Page("From pixels to success: the first slice")
            .Paragraph($"\u201c{result.Task}\u201d: a tiny L1 chunk policy learned this from a scripted expert and then acted by itself, from pictures and proprioception alone.")
            .Facts(
            [
                ("Success, closed loop", result.Rate is { } rate ? $"{rate} (percent, with its 95 % Wilson interval)" : "no episode ended"),
                ("Episodes that broke", result.Errors.ToString(CultureInfo.InvariantCulture)),
                ("Benchmark", $"mini-LIBERO, {settings.Suite}, task {settings.Task}; tiny, not comparable with the paper"),
                ("Demonstrations", string.Create(CultureInfo.InvariantCulture, $"{settings.Demonstrations} episodes ({result.Demonstrations:N0} frames), noise {settings.Noise}; {result.Clips:N0} frames of random-start clips")),
                ("Training", string.Create(CultureInfo.InvariantCulture, $"{result.Parameters:N0} parameters, {result.Curve.Count:N0} steps of {settings.Batch} = {samples:N0} samples in {result.TrainingSeconds / 60:0.0} minutes, {result.Compute}, seed {settings.Seed}")),
                ("Machine", $"{Machine.Here.Processor}, {Machine.Here.Cores} cores; commit {Checkout.Commit}"),
            ])
            .Heading("Learning curve")
            .Chart(Figures.Curves([Smooth("action L1", result.Curve, step => step.Part("loss_value"))], "optimizer step", "mean |action − expert's|, normalised", "Action error on training batches") with
                { Caption = "Mean over fifty steps. Zero would copy the expert exactly." })
            .Chart(Figures.Curves([Smooth("object error", result.Curve, step => step.Part(TargetOffsets.ObjectError))], "optimizer step", "error of the object's place, cm", "Does it see the object?") with
                { Caption = "Half of each batch are frames in which the hand's own pose says nothing about the object: only a policy that looks can get this right." })
            .Heading("One episode")
            .Film(result.Film, result.FilmCaption)
            .ToHtml();
    }

    private static LineTrace Smooth(string name, IReadOnlyList<StepReport> curve, Func<StepReport, double?> value)
    {
        var width = Math.Max(1, Math.Min(50, curve.Count / 10));
        var pieces = curve.Chunk(width).ToList();
        return new(name, [.. pieces.Select(steps => (double)steps[^1].Step + 1)], [.. pieces.Select(steps => steps.Average(value) ?? double.NaN)]);
    }
}
