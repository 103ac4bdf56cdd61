using Oft.Aloha.Gate;
using Oft.Contracts;

namespace Oft.Aloha.Robots;

/// <summary>A robot without physics: joints go to their goals as fast as the motors turn, grippers through their crank, cameras show a pattern that follows the joints.</summary>
/// <remarks>For the wire, the loop and the gate, where nothing has to be touched. <see cref="Advance"/> moves it on a test's clock; <see cref="Begin"/> lets it go on by itself.</remarks>
public sealed class KinematicRobot : IPacedRobot
{
    private const double MotorVelocity = Math.PI, GripperVelocity = 5;

    private readonly GateProfile profile;
    private readonly TimeProvider time;
    private readonly int width, height;
    private readonly double stateHz, cameraHz;
    private readonly double[] pose, goal;
    private readonly RobotFrame?[] frames;
    private readonly byte[]?[] backgrounds;
    private readonly Lock gate = new();
    private readonly CancellationTokenSource ending = new();
    private Thread? thread;
    private RobotState? state;
    private long moved, pictured, number;

    /// <summary>A robot at the start pose, grippers closed.</summary>
    /// <param name="profile">Whose joints and gripper it has.</param>
    /// <param name="time">Its clock.</param>
    /// <param name="spec">Its views; ALOHA's three by default.</param>
    /// <param name="width">Pixels across a picture.</param>
    /// <param name="height">Pixels down.</param>
    /// <param name="stateHz">States per second.</param>
    /// <param name="cameraHz">Pictures per second.</param>
    public KinematicRobot(GateProfile profile, TimeProvider time, RobotSpec? spec = null, int width = 64, int height = 48, double stateHz = 100, double cameraHz = 30)
    {
        (this.profile, this.time, this.width, this.height, this.stateHz, this.cameraHz) = (profile, time, width, height, stateHz, cameraHz);
        Spec = spec ?? RobotSpec.Aloha;
        pose = profile.PoseOf(profile.StartPose, _ => 0);
        goal = [.. pose];
        frames = new RobotFrame?[Spec.Views.Count];
        backgrounds = new byte[]?[Spec.Views.Count];
        moved = time.GetTimestamp();
        Advance();
    }

    /// <inheritdoc/>
    public RobotSpec Spec { get; }

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

    /// <summary>The targets it goes to: [A].</summary>
    public double[] Goal
    {
        get
        {
            lock (gate) return [.. goal];
        }
    }

    /// <inheritdoc/>
    public long Commands { get; private set; }

    /// <inheritdoc/>
    public void Send(ReadOnlySpan<double> action)
    {
        if (action.Length != goal.Length) throw new ArgumentException($"expected {goal.Length} targets, got {action.Length}.", nameof(action));
        lock (gate)
        {
            Commands++;
            // The motors refuse goals beyond their limits.
            for (var i = 0; i < goal.Length; i++)
                if (double.IsFinite(action[i])) goal[i] = IsGripper(i) ? action[i] : Math.Clamp(action[i], profile.Joints[i % profile.ArmWidth].Lower, profile.Joints[i % profile.ArmWidth].Upper);
        }
    }

    /// <inheritdoc/>
    public void Hold(ReadOnlySpan<double> measured) => Send(measured);

    /// <inheritdoc/>
    public void Advance()
    {
        lock (gate)
        {
            var now = time.GetTimestamp();
            var seconds = time.GetElapsedTime(moved, now).TotalSeconds;
            var velocity = new double[pose.Length];
            for (var i = 0; i < pose.Length; i++)
            {
                var step = (IsGripper(i) ? GripperVelocity : MotorVelocity) * seconds;
                var next = pose[i] + Math.Clamp(goal[i] - pose[i], -step, step);
                velocity[i] = seconds > 0 && !IsGripper(i) ? (next - pose[i]) / seconds : 0;   // the driver says 0 for grippers
                pose[i] = next;
            }
            moved = now;
            var observed = new double[pose.Length];
            for (var i = 0; i < pose.Length; i++) observed[i] = IsGripper(i) ? profile.Gripper.ObservedOf(pose[i]) : pose[i];
            Volatile.Write(ref state, new RobotState(observed, velocity, new double[pose.Length], now, time.GetUtcNow()));
            if (number > 0 && time.GetElapsedTime(pictured, now).TotalSeconds < 1 / cameraHz) return;
            pictured = now;
            number++;
            for (var view = 0; view < frames.Length; view++) frames[view] = new RobotFrame(Picture(view), number, now, now, time.GetUtcNow());
        }
    }

    /// <summary>Lets it go on by itself, a state at a time.</summary>
    public void Begin()
    {
        thread = new Thread(() =>
        {
            while (!ending.IsCancellationRequested)
            {
                Advance();
                ending.Token.WaitHandle.WaitOne(TimeSpan.FromSeconds(1 / stateHz));
            }
        }) { IsBackground = true, Name = "kinematic robot" };
        thread.Start();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        ending.Cancel();
        thread?.Join();
    }

    // Two gradients and a bar that moves with a joint; the picture's number in its first pixel, as no real sensor repeats itself.
    private CameraImage Picture(int view)
    {
        var rgb = (byte[])(backgrounds[view] ??= Background(view)).Clone();
        var bar = Math.Clamp((int)((pose[view * 5 % pose.Length] + Math.PI) / (2 * Math.PI) * width), 1, width - 2);
        for (var y = 0; y < height; y++) rgb.AsSpan((y * width + bar - 1) * 3, 9).Fill(255);
        BitConverter.TryWriteBytes(rgb, (int)number);
        return new CameraImage(Spec.Views[view], width, height, rgb);
    }

    private byte[] Background(int view)
    {
        var rgb = new byte[height * width * 3];
        for (var i = 0; i < height * width; i++) (rgb[i * 3], rgb[i * 3 + 1], rgb[i * 3 + 2]) = ((byte)(i % width * 255 / width), (byte)(i / width * 255 / height), (byte)(60 + 50 * view));
        return rgb;
    }

    private bool IsGripper(int i) => profile.IsGripper(i);
}
