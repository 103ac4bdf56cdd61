using Oft.Aloha.Arms;
using Oft.Aloha.Control;
using Oft.Aloha.Recording;
using Oft.Aloha.Robots;
using Oft.Contracts;
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
        foreach (var (heading, at, joints) in Arms(header.Robot))
        {
            page.Heading(heading);
            page.Table(["joint", "mean difference"], joints.Append("gripper").Select((name, i) => (IReadOnlyList<string>)[name, FormattableString.Invariant($"{run.MeanDifference[at + i]:0.0000}{(i == joints.Count ? "" : " rad")}")]));
            var joint = Enumerable.Range(at, joints.Count).MaxBy(i => run.MeanDifference[i]);
            page.Chart(Figures.Lines([("wanted", Values(run, x => x.Wanted[joint])), ("done", Values(run, x => x.Done[joint]))], "step", new Axis(joints[joint - at], "rad"), $"{joints[joint - at]}, where they differ most")
                with { Caption = "Absolute targets of the joint whose mean difference is largest." });
        }
        return page.ToHtml();
    }

    /// <summary>How smooth either of the two was.</summary>
    public static MotionMetrics Metrics(ShadowRun run, Func<ShadowRun.Step, double[]> of, JournalHeader header)
    {
        var metrics = new MotionMetrics(header.Robot.ControlRateHz, header.Robot.ActionWidth == AlohaState.Width ? AlohaState.ArmWidth : header.Robot.ActionWidth);
        foreach (var step in run.Steps) metrics.Add(of(step), step.Boundary);
        return metrics;
    }

    // Two arms where there are ALOHA's numbers, else one arm; the last number is its gripper.
    private static IEnumerable<(string Heading, int At, IReadOnlyList<string> Joints)> Arms(RobotSpec robot) => robot.ActionWidth == AlohaState.Width
        ? [.. new[] { "left", "right" }.Select((side, arm) => ($"The {side} arm", arm * AlohaState.ArmWidth, (IReadOnlyList<string>)[.. FollowerReading.Names.Take(FollowerReading.ArmJoints)]))]
        : [("The arm", 0, [.. Enumerable.Range(1, robot.ActionWidth - 1).Select(x => $"joint {x}")])];

    private static IReadOnlyList<double> Values(ShadowRun run, Func<ShadowRun.Step, double> of) => [.. run.Steps.Select(of)];
}
