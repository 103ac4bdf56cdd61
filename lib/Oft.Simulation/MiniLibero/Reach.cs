namespace Oft.Simulation.MiniLibero;

/// <summary>Smooth motions of the hand, each a function of where it is now.</summary>
internal static class Reach
{
    private const double MetresPerUnit = 0.033, RadiansPerUnit = 0.5;

    /// <summary>An action that goes straight to a point: its error over 3.3 cm, no longer than 1. The hand's own unit is 5 cm; asking for half as much again holds it against what its turning does to its place.</summary>
    public static void Toward(MiniWorld world, Point target, double gripper, Span<double> action, double speed = 1)
    {
        var error = target - world.HandPosition;
        var length = error.Length / MetresPerUnit;
        var scale = (length > speed ? speed / length : 1) / MetresPerUnit;
        action.Clear();
        (action[0], action[1], action[2], action[6]) = (error.X * scale, error.Y * scale, error.Z * scale, gripper);
    }

    /// <summary>A height that comes down as the hand gets over its target: a funnel, so that going across and going down blend.</summary>
    /// <param name="across">Horizontal distance left.</param>
    /// <param name="low">Height at the target.</param>
    /// <param name="high">Height away from it.</param>
    public static double Funnel(double across, double low, double high)
    {
        var t = Math.Clamp((across - 0.008) / 0.05, 0, 1);
        return low + (high - low) * t;
    }

    /// <summary>An aim that goes across only as far as the hand has risen: what is low may be between things.</summary>
    public static Point RiseFirst(Point hand, Point target)
    {
        var risen = Math.Clamp((hand.Z - (target.Z - 0.05)) / 0.03, 0, 1);
        return new Point(hand.X + (target.X - hand.X) * risen, hand.Y + (target.Y - hand.Y) * risen, target.Z);
    }

    /// <summary>Adds a turn of the hand about the vertical, with a dead band so that straight tasks ask for none.</summary>
    /// <param name="error">Radians still to turn.</param>
    /// <param name="action">[7] its sixth number is written.</param>
    public static void Turn(double error, Span<double> action)
    {
        const double Band = 0.08;
        var beyond = Math.Abs(error) <= Band ? 0 : error - Math.CopySign(Band, error);
        action[5] = Math.Clamp(beyond / RadiansPerUnit, -0.6, 0.6);
    }

    /// <summary>The smallest turn to a yaw, when the thing looks the same after every period.</summary>
    public static double YawError(double wanted, double now, double period) => period <= 0 ? 0 : Math.IEEERemainder(wanted - now, period);
}
