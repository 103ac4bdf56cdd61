using Oft.Contracts;

namespace Oft.Aloha.Arms;

/// <summary>What is done to the followers around episodes, in the published order.</summary>
/// <remarks>Upstream: experiments/robot/aloha/robot_utils.py and real_env.py (setup_puppet_bot, setup_master_bot, move_arms, move_grippers, reset).</remarks>
public static class AlohaRoutines
{
    /// <summary>Seconds between two commands (25 Hz; the original ALOHA ran at 0.02).</summary>
    public const double Period = 0.04;

    /// <summary>Where six joints stand before every episode, rad.</summary>
    public static IReadOnlyList<double> StartPose { get; } = [0, -0.96, 1.16, 0, -0.3, 0];

    /// <summary>Where both fingers stand in a simulation's reset, m.</summary>
    public const double StartFinger = 0.02239;

    /// <summary>Where a follower rests before its torque may go, rad.</summary>
    public static IReadOnlyList<double> SleepPose { get; } = [0, -1.7, 1.55, 0.12, 0.65, 0];

    /// <summary>The followers' name spaces, left first.</summary>
    public static IReadOnlyList<string> Followers { get; } = ["puppet_left", "puppet_right"];

    /// <summary>Both followers attached, set up, and the recorders given time to hear them.</summary>
    public static IEnumerable<RobotStep> Construct(string model = "vx300s") =>
    [
        .. Followers.Select((robot, i) => new RobotStep.Attach(robot, model, i == 0)),
        .. Followers.SelectMany(SetUpFollower),
        .. Followers.Select(_ => new RobotStep.Pause(0.1)),
        new RobotStep.Pause(0.5),
    ];

    /// <summary>Gripper rebooted, modes set (torque goes off and on: rest the arm first), torque on.</summary>
    public static IEnumerable<RobotStep> SetUpFollower(string robot) =>
    [
        new RobotStep.Call(robot, "reboot_motors", "single", "gripper", true),
        new RobotStep.Call(robot, "set_operating_modes", "group", "arm", "position"),
        new RobotStep.Call(robot, "set_operating_modes", "single", "gripper", "current_based_position"),
        .. Torque(robot, true),
    ];

    /// <summary>A leader that a hand can move.</summary>
    public static IEnumerable<RobotStep> SetUpLeader(string robot) =>
    [
        new RobotStep.Call(robot, "set_operating_modes", "group", "arm", "pwm"),
        new RobotStep.Call(robot, "set_operating_modes", "single", "gripper", "current_based_position"),
        .. Torque(robot, false),
    ];

    /// <summary>Arm, then gripper. Off only after the sleep pose: the arms have no brakes.</summary>
    public static IEnumerable<RobotStep> Torque(string robot, bool on) =>
        [new RobotStep.Call(robot, "torque_enable", "group", "arm", on), new RobotStep.Call(robot, "torque_enable", "single", "gripper", on)];

    /// <summary>Position gains: 800 is the standard, 100 is soft.</summary>
    public static IEnumerable<RobotStep> Gains(string robot, int proportional) =>
    [
        new RobotStep.Call(robot, "set_motor_registers", "group", "arm", "Position_P_Gain", proportional),
        new RobotStep.Call(robot, "set_motor_registers", "group", "arm", "Position_I_Gain", 0),
    ];

    /// <summary>Before an episode: grippers rebooted, both arms to the start pose in a second, grippers open, grippers closed.</summary>
    /// <param name="read">What a follower says of itself, asked at the start of each move.</param>
    public static IEnumerable<RobotStep> Reset(Func<string, FollowerReading> read)
    {
        foreach (var robot in Followers) yield return new RobotStep.Call(robot, "reboot_motors", "single", "gripper", true);
        double[] pose = [.. StartPose];
        foreach (var step in MoveArms([.. Followers.Select(x => read(x).Position.Take(FollowerReading.ArmJoints).ToArray())], [pose, pose], 1)) yield return step;
        foreach (var (angle, seconds) in ((double, double)[])[(GripperScale.Follower.AngleOpen, 0.5), (GripperScale.Follower.AngleClosed, 1)])
            foreach (var step in MoveGrippers([.. Followers.Select(x => read(x).Position[FollowerReading.ArmJoints])], [angle, angle], seconds)) yield return step;
    }

    /// <summary>Both arms along straight lines, a pause of one period after every pair of commands.</summary>
    public static IEnumerable<RobotStep> MoveArms(double[][] starts, double[][] goals, double seconds)
    {
        var count = LinearMove.Count(seconds);
        var lines = starts.Select((start, arm) => LinearMove.Points(start, goals[arm], count)).ToArray();
        for (var i = 0; i < count; i++)
        {
            for (var arm = 0; arm < lines.Length; arm++) yield return new RobotStep.Arm(Followers[arm], lines[arm][i]);
            yield return new RobotStep.Pause(Period);
        }
    }

    /// <summary>Both grippers along straight lines of their angle.</summary>
    public static IEnumerable<RobotStep> MoveGrippers(double[] starts, double[] goals, double seconds)
    {
        var count = LinearMove.Count(seconds);
        var lines = starts.Select((start, arm) => LinearMove.Points([start], [goals[arm]], count)).ToArray();
        for (var i = 0; i < count; i++)
        {
            for (var arm = 0; arm < lines.Length; arm++) yield return new RobotStep.Gripper(Followers[arm], lines[arm][i][0]);
            yield return new RobotStep.Pause(Period);
        }
    }

    /// <summary>What one action sends, in the published order: both arms, then both grippers; then a period passes.</summary>
    /// <param name="action">[14].</param>
    public static IEnumerable<RobotStep> Step(ReadOnlyMemory<double> action)
    {
        var values = action.ToArray();
        if (values.Length != AlohaState.Width) throw new AlohaDataException($"action: expected {AlohaState.Width} numbers, got {values.Length}.");
        for (var arm = 0; arm < 2; arm++) yield return new RobotStep.Arm(Followers[arm], values[(arm * AlohaState.ArmWidth)..(arm * AlohaState.ArmWidth + FollowerReading.ArmJoints)]);
        for (var arm = 0; arm < 2; arm++) yield return new RobotStep.Gripper(Followers[arm], GripperScale.Follower.ToAngle(values[arm * AlohaState.ArmWidth + FollowerReading.ArmJoints]));
        yield return new RobotStep.Pause(Period);
    }
}
