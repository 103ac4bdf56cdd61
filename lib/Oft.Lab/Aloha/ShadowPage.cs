using Oft.Aloha.Arms;
using Oft.Aloha.Control;
using Oft.Aloha.Recording;
using Oft.Aloha.Robots;
using Oft.Lab.Charts;
using Oft.Lab.Pages;

namespace Oft.Lab.Aloha;

/// <summary>What a policy wanted against what was done: a page with numbers and one chart per arm.</summary>
public static class ShadowPage
{
    /// <summary>The page.</summary>
    public static string Of(ShadowRun run, JournalHeader header)
    {
        var page = new Page($"Shadow: {header.Sentence}")
            .Paragraph($"{run.Steps.Count} steps of a recording from {header.Source}. The policy ran on what was seen then; nothing was commanded.")
            .Facts([("wanted", Metrics(run, x => x.Wanted, header).ToString()), ("done", Metrics(run, x => x.Done, header).ToString())]);
        for (var arm = 0; arm < 2; arm++)
        {
            var (side, at) = (arm == 0 ? "left" : "right", arm * AlohaState.ArmWidth);
            page.Heading($"The {side} arm");
            page.Table(["joint", "mean difference"], FollowerReading.Names.Take(AlohaState.ArmWidth).Select((name, i) => (IReadOnlyList<string>)[name, FormattableString.Invariant($"{run.MeanDifference[at + i]:0.0000}{(i == FollowerReading.ArmJoints ? "" : " rad")}")]));
            var joint = Enumerable.Range(at, FollowerReading.ArmJoints).MaxBy(i => run.MeanDifference[i]);
            page.Chart(Figures.Lines([("wanted", Values(run, x => x.Wanted[joint])), ("done", Values(run, x => x.Done[joint]))], "step", new Axis(FollowerReading.Names[joint - at], "rad"), $"{FollowerReading.Names[joint - at]}, where they differ most")
                with { Caption = "Absolute targets of the joint whose mean difference is largest." });
        }
        return page.ToHtml();
    }

    /// <summary>How smooth either of the two was.</summary>
    public static MotionMetrics Metrics(ShadowRun run, Func<ShadowRun.Step, double[]> of, JournalHeader header)
    {
        var metrics = new MotionMetrics(header.Robot.ControlRateHz);
        foreach (var step in run.Steps) metrics.Add(of(step), step.Boundary);
        return metrics;
    }

    private static IReadOnlyList<double> Values(ShadowRun run, Func<ShadowRun.Step, double> of) => [.. run.Steps.Select(of)];
}
