using System.Text.Json;
using Oft.Simulation.Libero;
using Oft.Simulation.MuJoCo;

namespace Oft.Lab.Verification.Libero;

/// <summary>Replays recorded actions and compares every step; some steps physics step by physics step.</summary>
internal static class TraceCheck
{
    private const int Arm = 7;

    public static void Run(LiberoWorld world, VerifyGroup group, GroupReport report)
    {
        var root = group.Folder.Document(group.Json.Text("index") ?? throw new VerifyException($"group '{group.Name}' has no index."));
        var details = (root.Member("substep_detail") is { ValueKind: JsonValueKind.Array } list ? list.EnumerateArray() : default).ToDictionary(detail => (detail.Text("phase"), detail.GetProperty("k").GetInt32()), detail => detail.GetProperty("substeps"));
        world.BeginFrom(Recorded.Flat(root.GetProperty("init_state")), Recorded.Poses(root.GetProperty("fixture_poses")));
        report.Case("begin", one =>
        {
            Recorded.Observation(one, world, root.GetProperty("obs_after_set_init_state"));
            one.Equal("goal_predicates", Flags(root.GetProperty("predicates_after_set_init_state")), [.. world.Goal.Select(world.Holds)]);
            var controller = root.GetProperty("controller_before_first_step");
            one.Numbers<double>("site", Recorded.Flat(controller.GetProperty("ee_pos")), world.Arm.Position);
            one.Numbers<double>("site", Recorded.Flat(controller.GetProperty("goal_ori")), world.Arm.GoalRotation);
        });
        try
        {
            var number = 0;
            foreach (var step in group.Cases())
                report.Case($"{step.Value.Text("phase")} {step.Value.GetProperty("k")}", one =>
                {
                    var detail = details.TryGetValue((step.Value.Text("phase"), step.Value.GetProperty("k").GetInt32()), out var substeps) ? substeps : (JsonElement?)null;
                    world.Commanded = substep =>
                    {
                        if (substep == 0 && step.Value.Member("controller_at_first_substep") is { } controller) Controller(one, world, controller);
                        if (detail is { } recorded) Substep(one, group.Equality.Detail ?? throw new VerifyException($"group '{group.Name}' has substep_detail and no rule for it."), world, recorded[substep]);
                    };
                    world.Step(Recorded.Flat(step.Value.GetProperty("action")));
                    Step(one, world, step.Value);
                }, step: number++);
        }
        finally
        {
            world.Commanded = null;
        }
    }

    private static void Step(CaseReport report, LiberoWorld world, JsonElement expected)
    {
        report.Numbers<double>("time", [expected.GetProperty("time").GetDouble()], [world.Data.Time]);
        Recorded.Position(report, world, expected.GetProperty("qpos"));
        report.Numbers<double>("ctrl", Recorded.Flat(expected.GetProperty("ctrl")), world.Data.Control);
        Recorded.Observation(report, world, expected.GetProperty("obs"));
        Recorded.Site(report, world, expected.GetProperty("site"));
        if (!report.Rule("reward").Free) report.Equal("reward", expected.GetProperty("reward").GetDouble(), world.Success ? 1 : 0);
        if (!report.Rule("done").Free) report.Equal("done", expected.GetProperty("done").GetBoolean(), world.Success);
        if (!report.Rule("goal_predicates").Free) report.Equal("goal_predicates", Flags(expected.GetProperty("goal_predicates")), [.. world.Goal.Select(world.Holds)]);
    }

    private static void Controller(CaseReport report, LiberoWorld world, JsonElement expected)
    {
        report.Numbers<double>("site", Recorded.Flat(expected.GetProperty("goal_pos")), world.Arm.GoalPosition);
        report.Numbers<double>("site", Recorded.Flat(expected.GetProperty("ee_pos")), world.Arm.Position);
        report.Numbers<double>("site", Recorded.Flat(expected.GetProperty("ee_ori")), world.Arm.Rotated);
    }

    private static void Substep(CaseReport report, EqualityRule rules, LiberoWorld world, JsonElement expected)
    {
        double[] bias = [.. Enumerable.Range(1, Arm).Select(j => world.Data.Bias[world.Model.JointVelocityAddress[world.Model.Require(ObjectKind.Joint, $"robot0_joint{j}")]])];
        foreach (var (part, rule) in rules.By!)
        {
            if (expected.Member(part) is not { } numbers) continue;              // inertia and Jacobian stand in the first physics step only
            var got = part switch
            {
                "torques_unclipped" => world.Arm.Torques,
                "goal_pos" => world.Arm.GoalPosition,
                "goal_ori" => world.Arm.GoalRotation,
                "ctrl_ee_pos" => world.Arm.Position,
                "ctrl_ee_ori_mat" => world.Arm.Rotated,
                "bias" => bias,
                "mass_matrix" => world.Arm.Mass,
                "J_full" => world.Arm.Jacobian,
                _ => throw new VerifyException($"the part '{part}' of substep_detail is not known."),
            };
            var theirs = Recorded.Flat(numbers);
            if (theirs.Length != got.Length) report.Fail(part, $"expected {theirs.Length} numbers, got {got.Length}");
            for (var i = 0; i < Math.Min(theirs.Length, got.Length); i++) report.Within(part, Math.Abs(theirs[i] - got[i]), rule.Tolerance(theirs[i]));
        }
    }

    private static IReadOnlyList<bool> Flags(JsonElement list) => [.. list.EnumerateArray().Select(x => x.GetBoolean())];
}
