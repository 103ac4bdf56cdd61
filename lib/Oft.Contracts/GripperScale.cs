namespace Oft.Contracts;

/// <summary>Between a gripper's three quantities: finger position (m), servo angle (rad), and 0 closed … 1 open.</summary>
/// <remarks>
/// <code>
/// normalise      (x - closed) / (open - closed)
/// and back       g · (open - closed) + closed
/// </code>
/// Observed grippers come from the finger position, commanded ones go out as an angle: the two scales meet in no servo.
/// <para>Upstream: experiments/robot/aloha/constants.py.</para>
/// </remarks>
public sealed record GripperScale(double PositionOpen, double PositionClosed, double AngleOpen, double AngleClosed)
{
    /// <summary>ALOHA 1's follower.</summary>
    public static GripperScale Follower { get; } = new(0.05800, 0.01844, 1.4910, -0.6213);

    /// <summary>ALOHA 1's leader.</summary>
    public static GripperScale Leader { get; } = new(0.02417, 0.01244, 0.3083, -0.6842);

    /// <summary>The follower of the newer kit (ROS 2 driver): another gripper.</summary>
    public static GripperScale KitFollower { get; } = new(0.0579, 0.0440, 1.6214, 0.6197);

    /// <summary>Half way between open and closed, rad.</summary>
    public double AngleMid => (AngleOpen + AngleClosed) / 2;

    /// <summary>Finger position to 0 … 1.</summary>
    public double FromPosition(double position) => (position - PositionClosed) / (PositionOpen - PositionClosed);

    /// <summary>0 … 1 to finger position.</summary>
    public double ToPosition(double opening) => opening * (PositionOpen - PositionClosed) + PositionClosed;

    /// <summary>Servo angle to 0 … 1.</summary>
    public double FromAngle(double angle) => (angle - AngleClosed) / (AngleOpen - AngleClosed);

    /// <summary>0 … 1 to servo angle: what is commanded.</summary>
    public double ToAngle(double opening) => opening * (AngleOpen - AngleClosed) + AngleClosed;

    /// <summary>Finger velocity, m/s, to openings per second.</summary>
    public double FromVelocity(double velocity) => velocity / (PositionOpen - PositionClosed);

    /// <summary>The angle upstream takes for a finger position: linear, unlike the crank.</summary>
    public double AngleOfPosition(double position) => FromPosition(position) * (AngleOpen - AngleClosed) + AngleClosed;

    /// <summary>The finger position upstream takes for an angle: linear, unlike the crank.</summary>
    public double PositionOfAngle(double angle) => ToPosition((angle - AngleClosed) / (AngleOpen - AngleClosed));

    /// <summary>A leader's finger position as the follower's.</summary>
    public static double LeaderToFollowerPosition(double position) => Follower.ToPosition(Leader.FromPosition(position));

    /// <summary>A leader's angle as the follower's.</summary>
    public static double LeaderToFollowerAngle(double angle) => Follower.ToAngle(Leader.FromAngle(angle));
}
