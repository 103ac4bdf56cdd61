namespace Oft.Contracts;

/// <summary>A robot in real time: it does not wait for anybody. A simulated one that goes on by itself is one as well.</summary>
/// <remarks>Everything may be called from any thread and returns at once; nothing is checked here, that is the gate's work.</remarks>
public interface IRobot : IDisposable
{
    /// <summary>The robot: views in the order of <see cref="Frames"/>, widths of state and action.</summary>
    RobotSpec Spec { get; }

    /// <summary>The latest state; null until the first one came.</summary>
    RobotState? State { get; }

    /// <summary>The latest picture of each view of <see cref="Spec"/>; null until a camera's first one came.</summary>
    IReadOnlyList<RobotFrame?> Frames { get; }

    /// <summary>Something about the robot or the way to it that stops everything, such as another node that took its name; null while all is well.</summary>
    string? Trouble { get; }

    /// <summary>Commands targets; the robot goes there as fast as its servos let it.</summary>
    /// <param name="action">[A] in robot units.</param>
    void Send(ReadOnlySpan<double> action);

    /// <summary>Commands the pose it is in, so that it stays there with torque on.</summary>
    /// <param name="measured">[S] that pose.</param>
    void Hold(ReadOnlySpan<double> measured);
}
