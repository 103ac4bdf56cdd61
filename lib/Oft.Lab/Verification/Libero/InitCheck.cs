using System.Text.Json;
using Oft.Simulation.Libero;
using Oft.Evaluation.Episodes;

namespace Oft.Lab.Verification.Libero;

/// <summary>Compares initial states, the ten steps of settling, and what is observed and holds before and after them.</summary>
internal static class InitCheck
{
    public static void Run(LiberoWorld world, VerifyCase one, CaseReport report)
    {
        var index = one.Value.GetProperty("index").GetInt32();
        report.Numbers<double>("flattened", Recorded.Flat(one.Value.GetProperty("flattened")), world.Task.States[index]);
        world.BeginFrom(world.Task.States[index], Recorded.Poses(one.Value.GetProperty("fixture_poses")));
        Moment(report, world, one.Value.GetProperty("after_set"));
        foreach (var step in one.Value.GetProperty("wait_steps").EnumerateArray())
        {
            world.Step(EpisodeSettings.Libero.WaitAction.Span);
            Recorded.Position(report, world, step.GetProperty("qpos"));
            report.Equal("done", step.GetProperty("done").GetBoolean(), world.Success);
        }
        Moment(report, world, one.Value.GetProperty("after_wait"));
    }

    private static void Moment(CaseReport report, LiberoWorld world, JsonElement expected)
    {
        report.Numbers<double>("time", [expected.GetProperty("time").GetDouble()], [world.Data.Time]);
        Recorded.Position(report, world, expected.GetProperty("qpos"));
        report.Numbers<double>("ctrl", Recorded.Flat(expected.GetProperty("ctrl")), world.Data.Control);
        Recorded.Observation(report, world, expected.GetProperty("obs"));
        Recorded.Site(report, world, expected.GetProperty("site"));
        report.Equal("predicates", [.. expected.GetProperty("predicates").EnumerateArray().Select(x => x.GetBoolean())], [.. world.Goal.Select(world.Holds)]);
    }
}
