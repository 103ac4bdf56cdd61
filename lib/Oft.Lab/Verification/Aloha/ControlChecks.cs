using System.Text.Json;
using Oft.Aloha.Arms;
using Oft.Contracts;

namespace Oft.Lab.Verification.Aloha;

/// <summary>The kinds of check about constants, scales and states.</summary>
internal static class ControlChecks
{
    private static readonly Dictionary<string, object> constants = new()
    {
        ["DT"] = AlohaRoutines.Period,
        ["JOINT_NAMES"] = FollowerReading.Names.Take(FollowerReading.ArmJoints).ToArray(),
        ["MASTER_GRIPPER_JOINT_CLOSE"] = GripperScale.Leader.AngleClosed,
        ["MASTER_GRIPPER_JOINT_MID"] = GripperScale.Leader.AngleMid,
        ["MASTER_GRIPPER_JOINT_OPEN"] = GripperScale.Leader.AngleOpen,
        ["MASTER_GRIPPER_POSITION_CLOSE"] = GripperScale.Leader.PositionClosed,
        ["MASTER_GRIPPER_POSITION_OPEN"] = GripperScale.Leader.PositionOpen,
        ["PUPPET_GRIPPER_JOINT_CLOSE"] = GripperScale.Follower.AngleClosed,
        ["PUPPET_GRIPPER_JOINT_OPEN"] = GripperScale.Follower.AngleOpen,
        ["PUPPET_GRIPPER_POSITION_CLOSE"] = GripperScale.Follower.PositionClosed,
        ["PUPPET_GRIPPER_POSITION_OPEN"] = GripperScale.Follower.PositionOpen,
        ["START_ARM_POSE"] = Enumerable.Repeat((double[])[.. AlohaRoutines.StartPose, AlohaRoutines.StartFinger, -AlohaRoutines.StartFinger], 2).SelectMany(x => x).ToArray(),
    };

    private static readonly Dictionary<string, Func<double, double>> functions = new()
    {
        ["MASTER2PUPPET_JOINT_FN"] = GripperScale.LeaderToFollowerAngle,
        ["MASTER2PUPPET_POSITION_FN"] = GripperScale.LeaderToFollowerPosition,
        ["MASTER_GRIPPER_JOINT_NORMALIZE_FN"] = GripperScale.Leader.FromAngle,
        ["MASTER_GRIPPER_JOINT_UNNORMALIZE_FN"] = GripperScale.Leader.ToAngle,
        ["MASTER_GRIPPER_POSITION_NORMALIZE_FN"] = GripperScale.Leader.FromPosition,
        ["MASTER_GRIPPER_POSITION_UNNORMALIZE_FN"] = GripperScale.Leader.ToPosition,
        ["MASTER_GRIPPER_VELOCITY_NORMALIZE_FN"] = GripperScale.Leader.FromVelocity,
        ["MASTER_JOINT2POS"] = GripperScale.Leader.PositionOfAngle,
        ["MASTER_POS2JOINT"] = GripperScale.Leader.AngleOfPosition,
        ["PUPPET_GRIPPER_JOINT_NORMALIZE_FN"] = GripperScale.Follower.FromAngle,
        ["PUPPET_GRIPPER_JOINT_UNNORMALIZE_FN"] = GripperScale.Follower.ToAngle,
        ["PUPPET_GRIPPER_POSITION_NORMALIZE_FN"] = GripperScale.Follower.FromPosition,
        ["PUPPET_GRIPPER_POSITION_UNNORMALIZE_FN"] = GripperScale.Follower.ToPosition,
        ["PUPPET_GRIPPER_VELOCITY_NORMALIZE_FN"] = GripperScale.Follower.FromVelocity,
        ["PUPPET_JOINT2POS"] = GripperScale.Follower.PositionOfAngle,
        ["PUPPET_POS2JOINT"] = GripperScale.Follower.AngleOfPosition,
    };

    public static void Constant(VerifyCase one, CaseReport report)
    {
        switch (Named(constants, one.Name, "constant"))
        {
            case double number: Recorded.Number(report, one.Name, Recorded.Number(one.Value), number); break;
            case double[] numbers: report.Numbers<double>(one.Name, Recorded.Numbers(one.Value), numbers); break;
            case string[] texts: report.Equal<string>(one.Name, [.. one.Value.EnumerateArray().Select(x => x.GetString()!)], texts); break;
        }
    }

    public static void Task(VerifyCase one, CaseReport report)
    {
        var task = AlohaTask.All.FirstOrDefault(x => x.Name == one.Name) ?? throw new VerifyException($"task '{one.Name}' is not known; known: {string.Join(", ", AlohaTask.All.Select(x => x.Name))}.");
        report.Equal("num_episodes", one.Value.GetProperty("num_episodes").GetInt32(), task.Episodes);
        report.Equal("episode_len", one.Value.GetProperty("episode_len").GetInt32(), task.Length);
        report.Equal("camera_names", one.Value.Texts("camera_names"), task.Cameras);
    }

    public static void Function(VerifyCase one, CaseReport report)
    {
        var result = Named(functions, one.Stars[0], "function")(Recorded.Number(one.Value[0]));
        Recorded.Number(report, "output", Recorded.Number(one.Value[1]), result);
        report.Equal("bytes", one.Value[2].GetString(), Recorded.Hex(result));
    }

    public static void GripperCommand(VerifyCase one, CaseReport report)
    {
        var angle = GripperScale.Follower.ToAngle(Recorded.Number(one.Value[0]));
        Recorded.Number(report, "angle", Recorded.Number(one.Value[1]), angle);
        report.Equal("bytes", one.Value[2].GetString(), Recorded.Hex((float)angle));
        Recorded.Number(report, "on the wire", Recorded.Number(one.Value[3]), (float)angle);
    }

    public static void State(VerifyCase one, CaseReport report)
    {
        var state = AlohaState.Of(Reading(one.Value.GetProperty("left")), Reading(one.Value.GetProperty("right")));
        report.Numbers<double>("qpos", Recorded.Numbers(one.Value.GetProperty("qpos")), state.Position);
        report.Numbers<double>("qvel", Recorded.Numbers(one.Value.GetProperty("qvel")), state.Velocity);
        report.Numbers<double>("effort", Recorded.Numbers(one.Value.GetProperty("effort")), state.Effort);
    }

    public static void StateRefused(VerifyCase one, CaseReport report)
    {
        var length = one.Value[0].ValueKind == JsonValueKind.Number ? one.Value[0].GetInt32() : (int?)null;
        var sound = new FollowerReading(new double[9], new double[9], new double[9]);
        string? refusal = null;
        try
        {
            AlohaState.Of(length is { } count ? sound with { Position = new double[count] } : null, sound);
        }
        catch (AlohaDataException e)
        {
            refusal = e.Message;
        }
        report.That("verdict", one.Value[1].GetString() == "ok" == refusal is null, refusal ?? "it was accepted");
        if (refusal is not null) report.That("names the arm", refusal.StartsWith("left arm", StringComparison.Ordinal), refusal);
    }

    public static void Leader(VerifyCase one, CaseReport report) => report.Numbers<double>("action", Recorded.Numbers(one.Value.GetProperty("action")),
        AlohaState.LeaderAction(Recorded.Numbers(one.Value.GetProperty("left")), Recorded.Numbers(one.Value.GetProperty("right"))));

    public static void GripperArrays(VerifyCase one, CaseReport report)
    {
        var input = Rows(one.Value.GetProperty("input"));
        Compare("binarize_true", x => GripperConvention.ToSigned(x, binarize: true));
        Compare("binarize_false", x => GripperConvention.ToSigned(x, binarize: false));
        Compare("inverted", x => GripperConvention.Inverted(x));
        Compare("normalized_then_inverted", x => GripperConvention.Inverted(GripperConvention.ToSigned(x, binarize: true)));

        void Compare(string part, Func<double[], double[]> convert)
        {
            if (one.Value.Member(part) is { } expected) report.Numbers<double>(part, [.. Rows(expected).SelectMany(x => x)], [.. input.SelectMany(convert)]);
        }

        // One action, or several.
        static double[][] Rows(JsonElement values) => values[0].ValueKind == JsonValueKind.Array ? [.. values.EnumerateArray().Select(Recorded.Numbers)] : [Recorded.Numbers(values)];
    }

    /// <summary>Statistics and mask stand beside the rows: in the index, above the list.</summary>
    public static void Proprio(VerifyCase one, CaseReport report)
    {
        var path = one.Group.Json.Text("cases_at")!.Split('/');
        var (above, _) = CasePath.Walk(one.Group.Folder.Document(one.Group.Json.Text("index")!), string.Join('/', path[..^2])).First();
        var stats = above.GetProperty("stats");
        var (min, max) = (stats.Doubles("min"), stats.Doubles("max"));
        var masked = path[^2].Contains("mask", StringComparison.Ordinal);
        var field = new FieldStatistics
        {
            Mean = new double[min.Count], Std = new double[min.Count], Min = min, Max = max, Q01 = min, Q99 = max,
            Mask = masked ? [.. above.GetProperty("mask").EnumerateArray().Select(x => x.GetBoolean())] : null,
        };
        var raw = Recorded.Numbers(one.Value.GetProperty("proprio"));
        report.Numbers<double>("normalized", Recorded.Numbers(one.Value.GetProperty("normalized")), field.Normalize(raw, BoundsKind.MinMax));
    }

    private static FollowerReading Reading(JsonElement arm) =>
        new(Recorded.Numbers(arm.GetProperty("position")), Recorded.Numbers(arm.GetProperty("velocity")), Recorded.Numbers(arm.GetProperty("effort")));

    private static T Named<T>(Dictionary<string, T> known, string name, string what) =>
        known.TryGetValue(name, out var value) ? value : throw new VerifyException($"{what} '{name}' is not known; known: {string.Join(", ", known.Keys)}.");
}
