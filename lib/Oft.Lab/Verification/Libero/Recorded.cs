using System.Text.Json;
using Oft.Simulation.Libero;
using Oft.Simulation.Libero.Placement;
using Oft.Simulation.MuJoCo;

namespace Oft.Lab.Verification.Libero;

/// <summary>Recorded states and observations beside what a world has.</summary>
internal static class Recorded
{
    /// <summary>Every number below a value, in order.</summary>
    public static double[] Flat(JsonElement value) => value.ValueKind == JsonValueKind.Array ? [.. value.EnumerateArray().SelectMany(Flat)] : [value.GetDouble()];

    /// <summary>Recorded poses of fixtures.</summary>
    public static IEnumerable<Placed> Poses(JsonElement fixtures) =>
        fixtures.EnumerateObject().Select(one => new Placed(one.Name, Flat(one.Value.GetProperty("pos")), Flat(one.Value.GetProperty("quat"))));

    /// <summary>A list of word lists.</summary>
    public static IReadOnlyList<IReadOnlyList<string>> Atoms(JsonElement list) => [.. list.EnumerateArray().Select(IReadOnlyList<string> (atom) => [.. atom.EnumerateArray().Select(word => word.GetString()!)])];

    /// <summary>Compares a configuration by what its numbers are: arm, finger, object_position, object_quaternion, other_joint.</summary>
    public static void Position(CaseReport report, LiberoWorld world, JsonElement expected)
    {
        var (theirs, ours) = (Flat(expected), world.Data.Position.ToArray());
        if (theirs.Length != ours.Length)
        {
            report.Fail("qpos", $"expected {theirs.Length} numbers, got {ours.Length}");
            return;
        }
        for (var joint = 0; joint < world.Model.JointCount; joint++)
        {
            var (name, at) = (world.Model.NameOf(ObjectKind.Joint, joint), world.Model.JointPositionAddress[joint]);
            var free = (joint + 1 < world.Model.JointCount ? world.Model.JointPositionAddress[joint + 1] : ours.Length) - at == 7;
            if (free)
            {
                report.Numbers<double>("object_position", theirs.AsSpan(at, 3), ours.AsSpan(at, 3));
                report.Numbers<double>("object_quaternion", theirs.AsSpan(at + 3, 4), ours.AsSpan(at + 3, 4));
            }
            else report.Numbers<double>(name.StartsWith("robot0_", StringComparison.Ordinal) ? "arm" : name.StartsWith("gripper0_", StringComparison.Ordinal) ? "finger" : "other_joint", theirs.AsSpan(at, 1), ours.AsSpan(at, 1));
        }
    }

    /// <summary>Compares the grip site as the last physics step left it.</summary>
    public static void Site(CaseReport report, LiberoWorld world, JsonElement expected)
    {
        var site = world.Model.Require(ObjectKind.Site, "gripper0_grip_site");
        report.Numbers<double>("site", Flat(expected.GetProperty("pos")), world.Data.SitePosition.Slice(site * 3, 3));
        report.Numbers<double>("site", Flat(expected.GetProperty("mat")), world.Data.SiteRotation.Slice(site * 9, 9));
    }

    /// <summary>Compares an observation, name by name.</summary>
    public static void Observation(CaseReport report, LiberoWorld world, JsonElement expected)
    {
        foreach (var one in expected.EnumerateObject())
        {
            var numbers = Flat(one.Value);
            void Same(string part, IEnumerable<double> got) => report.Numbers<double>(part, numbers, got.ToArray());
            switch (one.Name)
            {
                case "robot0_joint_pos": Same("arm", world.Senses.Joints.Take(7)); break;
                case "robot0_joint_pos_cos": Same("arm", world.Senses.Joints.Take(7).Select(Math.Cos)); break;
                case "robot0_joint_pos_sin": Same("arm", world.Senses.Joints.Take(7).Select(Math.Sin)); break;
                case "robot0_eef_pos": Same("eef", world.Senses.GripPosition); break;
                case "robot0_eef_quat": Same("eef", world.Senses.HandQuaternion); break;
                case "robot0_gripper_qpos": Same("finger", world.Senses.Joints.Skip(7)); break;
                case "robot0_joint_vel" or "robot0_gripper_qvel": break;         // velocities are not compared
                case "proprio8":
                    report.Numbers<double>("eef", numbers.AsSpan(0, 6), world.Senses.Proprio().AsSpan(0, 6));
                    report.Numbers<double>("finger", numbers.AsSpan(6), world.Senses.Proprio().AsSpan(6));
                    break;
                case var name when name.EndsWith("_to_robot0_eef_pos", StringComparison.Ordinal): Same("object_position", FromHand(world, name[..^"_to_robot0_eef_pos".Length])); break;
                case var name when name.EndsWith("_to_robot0_eef_quat", StringComparison.Ordinal): break;   // a float32 product of two that are compared
                case var name when name.EndsWith("_pos", StringComparison.Ordinal): Same("object_position", world.Senses.PoseOf(name[..^4]).Take(3)); break;
                case var name when name.EndsWith("_quat", StringComparison.Ordinal): Same("object_quaternion", world.Senses.PoseOf(name[..^5]).Skip(3)); break;
                default: throw new VerifyException($"the observation '{one.Name}' is not known.");
            }
        }
    }

    // Where a thing is from the hand, in the hand's frame.
    private static double[] FromHand(LiberoWorld world, string thing)
    {
        var (p, hand, q) = (world.Senses.PoseOf(thing), world.Senses.GripPosition, world.Senses.HandQuaternion);
        double x = p[0] - hand[0], y = p[1] - hand[1], z = p[2] - hand[2], qx = -q[0], qy = -q[1], qz = -q[2], w = q[3];
        double tx = 2 * (qy * z - qz * y), ty = 2 * (qz * x - qx * z), tz = 2 * (qx * y - qy * x);
        return [x + w * tx + qy * tz - qz * ty, y + w * ty + qz * tx - qx * tz, z + w * tz + qx * ty - qy * tx];
    }
}
