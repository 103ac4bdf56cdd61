using Oft.Aloha.Arms;
using Oft.Aloha.Ros1.Graph;
using Oft.Aloha.Ros1.Messages;

namespace Oft.Aloha.Ros1.Robot;

/// <summary>Carries out routines on a robot behind a graph: services, commands, pauses, in their order.</summary>
/// <param name="node">Calls the services.</param>
/// <param name="robot">Takes the commands.</param>
/// <param name="time">Its clock counts the pauses.</param>
public sealed class Ros1Routine(RosNode node, Ros1Aloha robot, TimeProvider time)
{
    /// <summary>Runs a routine; a service that fails ends it.</summary>
    /// <exception cref="RosServiceException">Which service, and why.</exception>
    public async Task Run(IEnumerable<RobotStep> steps, CancellationToken cancel = default)
    {
        foreach (var step in steps)
            switch (step)
            {
                case RobotStep.Call call: await Call(call).ConfigureAwait(false); break;
                case RobotStep.Arm arm: robot.SendArm(Side(arm.Robot), [.. arm.Positions]); break;
                case RobotStep.Gripper gripper: robot.SendGripper(Side(gripper.Robot), gripper.Angle); break;
                case RobotStep.Pause pause: await Task.Delay(TimeSpan.FromSeconds(pause.Seconds), time, cancel).ConfigureAwait(false); break;
                case RobotStep.Attach: break;                                   // joining the graph attached both
            }
    }

    /// <summary>The reset before an episode.</summary>
    public Task Reset(CancellationToken cancel = default) => Run(AlohaRoutines.Reset(name => robot.Readings[Side(name)] ?? throw new AlohaDataException($"{name}: no joint_states yet.")), cancel);

    private Task Call(RobotStep.Call call)
    {
        var name = $"/{call.Robot}/{call.Service}";
        string Text(int i) => (string)call.Arguments[i];
        return call.Service switch
        {
            "torque_enable" => node.Call<TorqueEnable, TorqueEnableRequest, TorqueEnableResponse>(name, new() { CmdType = Text(0), Name = Text(1), Enable = (bool)call.Arguments[2] }),
            "reboot_motors" => node.Call<Reboot, RebootRequest, RebootResponse>(name, new() { CmdType = Text(0), Name = Text(1), Enable = (bool)call.Arguments[2] }, TimeSpan.FromSeconds(15)),
            "set_operating_modes" => node.Call<OperatingModes, OperatingModesRequest, OperatingModesResponse>(name, new() { CmdType = Text(0), Name = Text(1), Mode = Text(2), ProfileType = "velocity" }, TimeSpan.FromSeconds(15)),
            "set_motor_registers" => node.Call<RegisterValues, RegisterValuesRequest, RegisterValuesResponse>(name, new() { CmdType = Text(0), Name = Text(1), Reg = Text(2), Value = (int)call.Arguments[3] }),
            _ => throw new ArgumentException($"service '{call.Service}' is not known to routines."),
        };
    }

    private static int Side(string robot) => robot.Contains("left", StringComparison.Ordinal) ? 0 : robot.Contains("right", StringComparison.Ordinal) ? 1 : throw new ArgumentException($"'{robot}' is neither left nor right.");
}
