using Oft.Contracts;
using Oft.Simulation.MiniLibero;

namespace Oft.Simulation.Bimanual;

/// <summary>The two arms as the world builds them: names, servos, places, home.</summary>
public static class BimanualRobot
{
    /// <summary>Half the distance between the bases, m; each faces the other.</summary>
    internal const double BaseDistance = 0.469;

    /// <summary>Numbers per arm: six joints and a gripper.</summary>
    internal const int ArmWidth = 7;

    /// <summary>Joints of an arm without its gripper.</summary>
    internal const int ArmJoints = 6;

    /// <summary>All four cameras, where a policy reads three.</summary>
    public static RobotSpec FourViews { get; } = RobotSpec.Aloha with { Views = ["full_image", "low_image", "left_wrist_image", "right_wrist_image"] };

    /// <summary>[14] where both arms stand before every episode, grippers closed, as targets.</summary>
    public static IReadOnlyList<double> Home { get; } = [.. StartPose, 0, .. StartPose, 0];

    /// <summary>Names in the order of an arm's numbers.</summary>
    internal static IReadOnlyList<string> Joints { get; } = ["waist", "shoulder", "elbow", "forearm_roll", "wrist_angle", "wrist_rotate"];

    /// <summary>Stiffness (N·m/rad) and largest torque (N·m) of each servo.</summary>
    internal static IReadOnlyList<(double Stiffness, double Torque)> Servos { get; } = [(43, 35), (265, 144), (227, 59), (78, 22), (37, 35), (10.4, 35)];

    /// <summary>Stiffness (N/m) and largest force (N) of a gripper's servo at its fingers.</summary>
    internal static (double Stiffness, double Force) GripperServo { get; } = (800, 25);

    /// <summary>The finger position, m, that a commanded opening stands for: through the crank, as on the robot.</summary>
    internal static double FingerOf(double opening) => GripperCrank.Follower.Position(GripperScale.Follower.ToAngle(Math.Clamp(opening, 0, 1)));

    /// <summary>A place in the world as an arm's base sees it: x forward, y left.</summary>
    internal static Point InBase(Side side, Point world) => side == Side.Left
        ? world with { X = world.X + BaseDistance }
        : new Point(BaseDistance - world.X, -world.Y, world.Z);

    /// <summary>An arm's word in names of the scene.</summary>
    internal static string Word(Side side) => side == Side.Left ? "left" : "right";

    private static double[] StartPose => [0, -0.96, 1.16, 0, -0.3, 0];
}
