using Oft.Aloha.Arms;
using Oft.Aloha.Gate;
using Oft.Aloha.Robots;
using Oft.Contracts;

namespace Oft.Lab.Course;

/// <summary>A robot of one's own, all of it in one file: what it is, what it may do, and the way to it. One arm of six joints and a gripper on a table, in simulation.</summary>
/// <remarks>
/// For a real arm keep the shape and replace the middle of <see cref="Advance"/> and <see cref="Send"/>: a driver's readings go into <see cref="State"/> and <see cref="Frames"/> as they come,
/// with the time they came at, and targets go to the driver at once. Nothing is checked here; the gate does that with <see cref="Limits"/>.
/// </remarks>
public sealed class SixJointArm : IPacedRobot
{
    private const int Side = 96;                                                // pixels of a picture
    private const double Reach = 0.75;                                          // metres that a picture shows to either side
    private const double Lag = 0.06, FastestJoint = 2, FastestGripper = 4;      // seconds, rad/s, openings/s of the servos

    private readonly TimeProvider time;
    private readonly double[] pose = Limits.PoseOf(Limits.StartPose, _ => 1), goal;
    private readonly RobotFrame?[] frames = new RobotFrame?[Spec.Views.Count];
    private readonly Lock gate = new();
    private RobotState? state;
    private long moved, number;

    /// <summary>At its start pose, gripper open.</summary>
    /// <param name="time">Its clock.</param>
    public SixJointArm(TimeProvider time)
    {
        (this.time, goal, moved) = (time, [.. pose], time.GetTimestamp());
        Advance();
    }

    /// <summary>What it is: two views, seven numbers in, seven numbers out.</summary>
    public static RobotSpec Spec { get; } = new()
    {
        Name = "six_joint_arm", Views = ["from_the_side", "from_above"], ProprioWidth = 7, ActionWidth = 7, ChunkLength = 10, ControlRateHz = 20, Bounds = BoundsKind.MinMax,
    };

    /// <summary>What it may do. A real arm's limits are read, measured and signed by somebody before it moves.</summary>
    public static GateProfile Limits { get; } = GateProfile.Parse("""
        {
          "name": "six_joint_arm", "reviewed": "an example in simulation: every number is this file's own choice",
          "rate_hz": 20,
          "joints": [
            { "name": "base", "lower": -2.9, "upper": 2.9, "velocity": 1.0, "acceleration": 8 },
            { "name": "shoulder", "lower": -1.9, "upper": 1.6, "velocity": 1.0, "acceleration": 8 },
            { "name": "elbow", "lower": -2.4, "upper": 2.4, "velocity": 1.2, "acceleration": 8 },
            { "name": "forearm", "lower": -3.0, "upper": 3.0, "velocity": 1.5, "acceleration": 10 },
            { "name": "wrist", "lower": -2.0, "upper": 2.0, "velocity": 1.5, "acceleration": 10 },
            { "name": "hand", "lower": -3.0, "upper": 3.0, "velocity": 1.5, "acceleration": 10 }
          ],
          "chain": {
            "links": [
              { "axis": "z", "x": 0, "y": 0, "z": 0.10 }, { "axis": "y", "x": 0, "y": 0, "z": 0.06 }, { "axis": "y", "x": 0, "y": 0, "z": 0.28 },
              { "axis": "x", "x": 0.12, "y": 0, "z": 0 }, { "axis": "y", "x": 0.10, "y": 0, "z": 0 }, { "axis": "x", "x": 0.06, "y": 0, "z": 0 }
            ],
            "hand": 0.09
          },
          "start_pose": [0, -0.5, 0.8, 0, 0.4, 0], "sleep_pose": [0, -1.2, 1.6, 0, 0.6, 0],
          "gripper": { "velocity": 2.5, "acceleration": 40, "angle_open": 1, "angle_closed": 0, "position_open": 0.08, "position_closed": 0 },
          "margin": 0.02, "clamps_in_a_row": 10, "first_step": 0.15, "slow_velocity": 0.3, "lag": 0.35, "lag_seconds": 0.5, "motor_celsius": 60,
          "workspace": { "height": 0.03, "arms": [{ "name": "right", "x": 0, "y": 0, "z": 0, "yaw": 0 }] },
          "freshness": { "state_hold": 0.12, "state_fault": 0.5, "state_tolerance": 0.05, "jump": 0.15, "camera": 0.25, "frozen": null, "clock_jump": 1, "operator": 0.5, "answer": 1 }
        }
        """, "SixJointArm.cs");

    /// <inheritdoc/>
    RobotSpec IRobot.Spec => Spec;

    /// <inheritdoc/>
    public RobotState? State => Volatile.Read(ref state);

    /// <inheritdoc/>
    public IReadOnlyList<RobotFrame?> Frames
    {
        get
        {
            lock (gate) return [.. frames];
        }
    }

    /// <inheritdoc/>
    public string? Trouble => null;

    /// <inheritdoc/>
    public long Commands { get; private set; }

    /// <inheritdoc/>
    public void Send(ReadOnlySpan<double> action)
    {
        lock (gate)
        {
            action.CopyTo(goal);
            Commands++;
        }
    }

    /// <inheritdoc/>
    public void Hold(ReadOnlySpan<double> measured) => Send(measured);

    /// <inheritdoc/>
    public void Advance()
    {
        lock (gate)
        {
            var (now, velocity) = (time.GetTimestamp(), new double[pose.Length]);
            var seconds = time.GetElapsedTime(moved, now).TotalSeconds;
            moved = now;
            // Every servo goes a share of what is left, no faster than it can turn.
            for (var i = 0; i < pose.Length; i++)
            {
                var most = (Limits.IsGripper(i) ? FastestGripper : FastestJoint) * seconds;
                var step = Math.Clamp((goal[i] - pose[i]) * (1 - Math.Exp(-seconds / Lag)), -most, most);
                pose[i] += step;
                velocity[i] = seconds > 0 ? step / seconds : 0;
            }
            Volatile.Write(ref state, new RobotState((double[])[.. pose], velocity, new double[pose.Length], now, time.GetUtcNow()));
            number++;
            for (var view = 0; view < frames.Length; view++) frames[view] = new RobotFrame(Picture(view), number, now, now, time.GetUtcNow());
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
    }

    // A stick figure on grey: forward and up, or forward and left; the hand red when it is closed.
    private CameraImage Picture(int view)
    {
        var rgb = new byte[Side * Side * 3];
        Array.Fill(rgb, (byte)225);
        var points = Limits.Chain.Points(pose.AsSpan(0, Limits.Joints.Count));
        var last = (X: 0.0, Y: 0.0, Z: 0.0);
        for (var part = 0; part < points.Count; part++)
        {
            for (var share = 0.0; share <= 1; share += 0.01) Dot(Between(last, points[part], share), part == points.Count - 1 ? (byte)(230 - 200 * Math.Clamp(pose[^1], 0, 1)) : (byte)40);
            last = points[part];
        }
        return new CameraImage(Spec.Views[view], Side, Side, rgb);

        void Dot((double X, double Y, double Z) at, byte red)
        {
            var column = (int)((at.X + Reach) / (2 * Reach) * Side);
            var row = (int)(view == 0 ? Side - 8 - at.Z / (2 * Reach) * Side : (Reach - at.Y) / (2 * Reach) * Side);
            for (var y = Math.Max(0, row - 1); y <= Math.Min(Side - 1, row + 1); y++)
                for (var x = Math.Max(0, column - 1); x <= Math.Min(Side - 1, column + 1); x++) (rgb[3 * (y * Side + x)], rgb[3 * (y * Side + x) + 1], rgb[3 * (y * Side + x) + 2]) = (red, 40, 60);
        }
    }

    private static (double, double, double) Between((double X, double Y, double Z) a, (double X, double Y, double Z) b, double share) =>
        (a.X + share * (b.X - a.X), a.Y + share * (b.Y - a.Y), a.Z + share * (b.Z - a.Z));
}
