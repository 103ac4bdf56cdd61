using Oft.Aloha.Arms;
using Oft.Aloha.Gate;
using Oft.Aloha.Ros1.Messages;

namespace Oft.Aloha.Ros1.Robot;

/// <summary>What a follower's driver answers: it remembers modes, torque and registers, and knows its limits.</summary>
internal sealed class FollowerDriver(GateProfile profile)
{
    private const int RoomTemperature = 31;

    private static readonly string[] modes = ["position", "linear_position", "ext_position", "velocity", "pwm", "current", "current_based_position"];

    private readonly Dictionary<(string, string), int> registers = [];
    private readonly Lock gate = new();
    private string mode = "position", profileType = "velocity";
    private bool torque = true;

    public TorqueEnableResponse Torque(TorqueEnableRequest request)
    {
        Joints(request.CmdType, request.Name);
        lock (gate) torque = request.Enable;
        return new();
    }

    public RebootResponse Restart(RebootRequest request)
    {
        Joints(request.CmdType, request.Name);
        return new();
    }

    public OperatingModesResponse Mode(OperatingModesRequest request)
    {
        Joints(request.CmdType, request.Name);
        if (!modes.Contains(request.Mode)) throw new ArgumentException($"mode '{request.Mode}' is not known; known: {string.Join(", ", modes)}");
        lock (gate)
        {
            if (request.CmdType == "group") mode = request.Mode;
            if (request.ProfileType.Length > 0) profileType = request.ProfileType;
        }
        return new();
    }

    public RegisterValuesResponse SetRegisters(RegisterValuesRequest request)
    {
        lock (gate)
            foreach (var joint in Joints(request.CmdType, request.Name)) registers[(joint, request.Reg)] = request.Value;
        return new();
    }

    public RegisterValuesResponse GetRegisters(RegisterValuesRequest request)
    {
        lock (gate)
            return new() { Values = [.. Joints(request.CmdType, request.Name).Select(x => request.Reg == "Torque_Enable" ? torque ? 1 : 0 : registers.GetValueOrDefault((x, request.Reg), request.Reg == "Present_Temperature" ? RoomTemperature : 0))] };
    }

    public MotorGainsResponse Gains(MotorGainsRequest request)
    {
        lock (gate)
            foreach (var joint in Joints(request.CmdType, request.Name)) registers[(joint, "Position_P_Gain")] = request.KpPos;
        return new();
    }

    public RobotInfoResponse Info(RobotInfoRequest request)
    {
        string[] joints = Joints(request.CmdType, request.Name);
        var limits = joints.Select(x => profile.Joints.FirstOrDefault(y => y.Name == x)).ToArray();
        lock (gate)
            return new()
            {
                Mode = request.Name == "gripper" ? "current_based_position" : mode,
                ProfileType = profileType,
                JointNames = joints,
                JointIds = [.. joints.Select((_, i) => (short)(i + 1))],
                JointLowerLimits = [.. limits.Select(x => (float)(x?.Lower ?? profile.Gripper.PositionClosed))],
                JointUpperLimits = [.. limits.Select(x => (float)(x?.Upper ?? profile.Gripper.PositionOpen))],
                JointVelocityLimits = [.. limits.Select(_ => (float)Math.PI)],
                JointSleepPositions = [.. joints.Select((_, i) => i < FollowerReading.ArmJoints ? (float)AlohaRoutines.SleepPose[i] : 0)],
                JointStateIndices = [.. joints.Select(x => (short)FollowerReading.Names.ToList().IndexOf(x))],
                NumJoints = (short)joints.Length,
                Name = [request.Name],
            };
    }

    private static string[] Joints(string type, string name) => (type, name) switch
    {
        ("group", "arm") => [.. FollowerReading.Names.Take(FollowerReading.ArmJoints)],
        ("group", "all") => [.. FollowerReading.Names.Take(FollowerReading.ArmJoints + 1)],
        ("single", _) when FollowerReading.Names.Take(FollowerReading.ArmJoints + 1).Contains(name) => [name],
        _ => throw new ArgumentException($"{type} '{name}' is not known; known: group arm, group all, single and a joint's name"),
    };
}
