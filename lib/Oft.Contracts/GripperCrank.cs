namespace Oft.Contracts;

/// <summary>The crank between a gripper's servo and its fingers, as the driver computes it.</summary>
/// <param name="Horn">h, metres from the servo's axis to the pin.</param>
/// <param name="Arm">a, length of the connecting rod, metres.</param>
/// <remarks>
/// <code>
/// x = h · sin θ + sqrt(a² - (h · cos θ)²)
/// </code>
/// So a perfectly tracked command is not read back as itself: 0.75 commanded is 0.84 observed.
/// </remarks>
public sealed record GripperCrank(double Horn, double Arm)
{
    /// <summary>ALOHA 1's follower (vx300s).</summary>
    public static GripperCrank Follower { get; } = new(0.022, 0.036);

    /// <summary>The newer kit.</summary>
    public static GripperCrank Kit { get; } = new(0.0275, 0.035);

    /// <summary>Finger position, m, of a servo angle, rad.</summary>
    public double Position(double angle)
    {
        var across = Horn * Math.Cos(angle);
        return Horn * Math.Sin(angle) + Math.Sqrt(Arm * Arm - across * across);
    }

    /// <summary>Servo angle, rad, of a finger position, m; the nearest there is for one that the crank cannot reach.</summary>
    public double Angle(double position) => position <= 0 ? -Math.PI / 2 : Math.Asin(Math.Clamp((position * position + Horn * Horn - Arm * Arm) / (2 * position * Horn), -1, 1));
}
