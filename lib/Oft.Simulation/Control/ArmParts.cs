namespace Oft.Simulation.Control;

/// <summary>What a model calls the pieces of its arm.</summary>
public sealed record ArmParts
{
    /// <summary>The seven joints, base first.</summary>
    public required IReadOnlyList<string> Joints { get; init; }

    /// <summary>The seven torque motors, in the order of the joints.</summary>
    public required IReadOnlyList<string> Motors { get; init; }

    /// <summary>The two finger joints.</summary>
    public required IReadOnlyList<string> FingerJoints { get; init; }

    /// <summary>The two finger actuators.</summary>
    public required IReadOnlyList<string> FingerMotors { get; init; }

    /// <summary>The place between the finger tips that is moved.</summary>
    public required string GripSite { get; init; }

    /// <summary>The hand body, whose rotation is reported.</summary>
    public required string Hand { get; init; }

    /// <summary>[7] the joints' resting pose, in radians: where an episode begins and what the null space pulls towards.</summary>
    public required IReadOnlyList<double> Nominal { get; init; }

    /// <summary>The Panda as robosuite names it.</summary>
    /// <remarks>Upstream: robosuite/models/robots/manipulators/panda_robot.py; the pose is LIBERO's (libero/libero/envs/robots).</remarks>
    public static ArmParts RobosuitePanda { get; } = new()
    {
        Joints = [.. Enumerable.Range(1, 7).Select(i => $"robot0_joint{i}")],
        Motors = [.. Enumerable.Range(1, 7).Select(i => $"robot0_torq_j{i}")],
        FingerJoints = ["gripper0_finger_joint1", "gripper0_finger_joint2"],
        FingerMotors = ["gripper0_gripper_finger_joint1", "gripper0_gripper_finger_joint2"],
        GripSite = "gripper0_grip_site",
        Hand = "robot0_right_hand",
        Nominal = [0, -0.161037389, 0, -2.44459747, 0, 2.2267522, Math.PI / 4],
    };

    /// <summary>The arm of the kit's own scenes, which carries the same names.</summary>
    public static ArmParts Mini { get; } = RobosuitePanda with { Nominal = [0, -0.05, 0, -2.35, 0, 2.30, Math.PI / 4] };
}
