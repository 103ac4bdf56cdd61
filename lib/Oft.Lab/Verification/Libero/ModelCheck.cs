using System.Text.Json;
using Oft.Simulation.Control;
using Oft.Simulation.Libero;
using Oft.Simulation.MuJoCo;
using CompiledModel = Oft.Simulation.MuJoCo.Model;

namespace Oft.Lab.Verification.Libero;

/// <summary>Compares a compiled scene member by member, and what a reset changes in it.</summary>
internal static class ModelCheck
{
    private static readonly Dictionary<string, ObjectKind> named = new()
    {
        ["body"] = ObjectKind.Body, ["joint"] = ObjectKind.Joint, ["geom"] = ObjectKind.Geom, ["site"] = ObjectKind.Site, ["camera"] = ObjectKind.Camera,
        ["light"] = ObjectKind.Light, ["actuator"] = ObjectKind.Actuator, ["mesh"] = ObjectKind.Mesh, ["material"] = ObjectKind.Material, ["texture"] = ObjectKind.Texture,
    };

    public static void Run(LiberoWorld world, VerifyGroup group, GroupReport report)
    {
        using var compiled = CompiledModel.FromXml(world.Task.Scene.Xml);
        world.Reset(0, 0);
        foreach (var one in group.Cases())
            report.Case(one.Name, x =>
            {
                foreach (var part in group.Json.Texts("parts")) Part(x, part, one.Value.Member(part) ?? throw new VerifyException($"the recording has no '{part}'."), compiled, world);
            });
    }

    private static void Part(CaseReport report, string part, JsonElement expected, CompiledModel compiled, LiberoWorld world)
    {
        void Fields(string prefix, JsonElement members)
        {
            foreach (var member in members.EnumerateObject()) report.Numbers<double>(part, Recorded.Flat(member.Value), compiled.Field(prefix + member.Name));
        }
        switch (part)
        {
            case "sizes": Fields("", expected); break;
            case "option": Fields("opt.", expected); break;
            case "stat": Fields("stat.", expected); break;
            case "vis":
                foreach (var section in expected.EnumerateObject()) Fields($"vis.{section.Name.TrimEnd('_')}.", section.Value);
                break;
            case "qpos0": report.Numbers<double>(part, Recorded.Flat(expected), compiled.Field("qpos0")); break;
            case "dof": Fields("", expected); break;
            case "changed_on_live_model_by_reset_seed0": Changed(report, expected, compiled, world.Model); break;
            case "all_model_arrays_changed_by_reset":
                report.Equal<string>(part, [.. expected.EnumerateArray().Select(x => x.GetString()!)], [.. CompiledModel.Arrays.Where(array => !compiled.Field(array).AsSpan().SequenceEqual(world.Model.Field(array)))]);
                break;
            case "controller": Controller(report, expected, world); break;
            case "control":
                report.Equal("control_freq", expected.GetProperty("control_freq").GetDouble(), world.Robot.ControlRateHz);
                report.Equal("control_timestep", expected.GetProperty("control_timestep").GetDouble(), 1 / world.Robot.ControlRateHz);
                report.Equal("model_timestep", expected.GetProperty("model_timestep").GetDouble(), compiled.Timestep);
                report.Equal("substeps", expected.GetProperty("substeps").GetInt32(), LiberoWorld.Substeps);
                report.That("horizon", expected.GetProperty("horizon").GetInt32() > world.StepLimit, "robosuite's own horizon would end an episode before the suite's step limit");
                break;
            case "objects" or "fixtures" or "sites" or "goal" or "language" or "regions" or "initial_state": SceneCheck.Part(report, part, expected, world.Task); break;
            default:
                var kind = named.TryGetValue(part, out var known) ? known : throw new VerifyException($"the part '{part}' of a model is not known.");
                foreach (var member in expected.EnumerateObject())
                    if (member.Name == "name") report.Equal<string>($"{part} names", [.. member.Value.EnumerateArray().Select(x => x.GetString() ?? "")], [.. Enumerable.Range(0, compiled.CountOf(kind)).Select(i => compiled.NameOf(kind, i))]);
                    else report.Numbers<double>(part, Recorded.Flat(member.Value), compiled.Field(member.Name));
                break;
        }
    }

    private static void Changed(CaseReport report, JsonElement expected, CompiledModel before, CompiledModel after)
    {
        foreach (var array in expected.EnumerateObject())
        {
            var (old, live, columns) = (before.Field(array.Name), after.Field(array.Name), CompiledModel.ColumnsOf(array.Name));
            int[] rows = [.. Enumerable.Range(0, old.Length / columns).Where(i => !old.AsSpan(i * columns, columns).SequenceEqual(live.AsSpan(i * columns, columns)))];
            report.Equal<int>($"{array.Name} changed", [.. array.Value.EnumerateArray().Select(x => x.GetProperty("id").GetInt32())], rows);
            foreach (var row in array.Value.EnumerateArray())
            {
                var at = row.GetProperty("id").GetInt32() * columns;
                report.Numbers<double>(array.Name, Recorded.Flat(row.GetProperty("compiled")), old.AsSpan(at, columns));
                report.Numbers<double>(array.Name, Recorded.Flat(row.GetProperty("after_reset")), live.AsSpan(at, columns));
            }
        }
    }

    private static void Controller(CaseReport report, JsonElement expected, LiberoWorld world)
    {
        var arm = ArmParts.RobosuitePanda;
        int[] motors = [.. arm.Motors.Select(name => world.Model.Require(ObjectKind.Actuator, name))], joints = [.. arm.Joints.Select(name => world.Model.Require(ObjectKind.Joint, name))];
        double[] least = [.. motors.Select(m => world.Model.ActuatorRange[m * 2])], most = [.. motors.Select(m => world.Model.ActuatorRange[m * 2 + 1])];
        double[] reach = [.. Enumerable.Repeat(OscPoseController.MetresPerUnit, 3), .. Enumerable.Repeat(OscPoseController.RadiansPerUnit, 3)];
        double[] Six(double value) => [.. Enumerable.Repeat(value, 6)];
        foreach (var member in expected.EnumerateObject())
        {
            var got = member.Name switch
            {
                "ee_pos" or "initial_ee_pos" => world.Arm.Position.ToArray(),
                "ee_ori_mat" => world.Arm.Rotated.ToArray(),
                "goal_pos" => world.Arm.GoalPosition.ToArray(),
                "goal_ori" => world.Arm.GoalRotation.ToArray(),
                "joint_pos" or "initial_joint" => [.. arm.Nominal],
                "kp" => Six(OscPoseController.Stiffness),
                "kd" => Six(2 * Math.Sqrt(OscPoseController.Stiffness)),
                "gripper_current_action" => [0],
                "input_max" => Six(1),
                "input_min" => Six(-1),
                "output_max" => reach,
                "output_min" => [.. reach.Select(x => -x)],
                "actuator_min" => least,
                "actuator_max" => most,
                "torque_limits" => [.. least, .. most],
                "qpos_index" => [.. joints.Select(j => (double)world.Model.JointPositionAddress[j])],
                "qvel_index" => [.. joints.Select(j => (double)world.Model.JointVelocityAddress[j])],
                _ => null,
            };
            if (got is not null) report.Numbers<double>("controller", Recorded.Flat(member.Value), got);
            // What this controller is, in robosuite's words: it has no interpolator, no position limits, and has read its pose when it is made.
            else report.Equal(member.Name, member.Value.ToString(), member.Name switch
            {
                "name" => "OSC_POSE",
                "eef_name" => arm.GripSite,
                "uncoupling" => "True",
                "new_update" => "False",
                "interpolator_pos" or "position_limits" => "None",
                _ => throw new VerifyException($"the controller's '{member.Name}' is not known."),
            });
        }
    }
}
