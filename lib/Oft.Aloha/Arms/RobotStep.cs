namespace Oft.Aloha.Arms;

/// <summary>One thing a routine does: a call to a driver, a command, or a pause. A routine is a list of them, so it can be read before it runs.</summary>
public abstract record RobotStep
{
    private RobotStep()
    {
    }

    /// <summary>Attach to an arm's driver.</summary>
    /// <param name="Robot">Its name space, as <c>puppet_left</c>.</param>
    /// <param name="Model">The arm.</param>
    /// <param name="First">True for the one that starts the node.</param>
    public sealed record Attach(string Robot, string Model, bool First) : RobotStep;

    /// <summary>A service of an arm's driver.</summary>
    /// <param name="Robot">Its name space.</param>
    /// <param name="Service">Its name there: <c>reboot_motors</c>, <c>torque_enable</c>, <c>set_operating_modes</c>, <c>set_motor_registers</c>.</param>
    /// <param name="Arguments">Texts, whole numbers, truth values, in the service's order; the rest of its fields stay zero.</param>
    public sealed record Call(string Robot, string Service, params IReadOnlyList<object> Arguments) : RobotStep;

    /// <summary>Targets of an arm's six joints.</summary>
    /// <param name="Robot">Its name space.</param>
    /// <param name="Positions">[6] rad.</param>
    public sealed record Arm(string Robot, IReadOnlyList<double> Positions) : RobotStep;

    /// <summary>The target of a gripper.</summary>
    /// <param name="Robot">Its name space.</param>
    /// <param name="Angle">rad.</param>
    public sealed record Gripper(string Robot, double Angle) : RobotStep;

    /// <summary>Nothing for a while.</summary>
    /// <param name="Seconds">How long.</param>
    public sealed record Pause(double Seconds) : RobotStep;
}
