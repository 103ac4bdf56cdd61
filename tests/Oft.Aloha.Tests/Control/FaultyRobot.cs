using Oft.Aloha.Gate;
using Oft.Aloha.Robots;
using Oft.Contracts;

namespace Oft.Aloha.Tests.Control;

/// <summary>A kinematic robot whose words can be changed on their way.</summary>
internal sealed class FaultyRobot(KinematicRobot inner) : IRobot, IMotorHealth
{
    public Func<RobotState?, RobotState?> State { get; set; } = x => x;

    public Func<int, RobotFrame?, RobotFrame?> Frame { get; set; } = (_, x) => x;

    public List<double[]> Sent { get; } = [];

    public List<double[]> Held { get; } = [];

    public string? Trouble { get; set; }

    public MotorHealth? Motors { get; set; }

    public KinematicRobot Inner => inner;

    public RobotSpec Spec => inner.Spec;

    RobotState? IRobot.State => State(inner.State);

    public IReadOnlyList<RobotFrame?> Frames => [.. inner.Frames.Select((x, i) => Frame(i, x))];

    public void Send(ReadOnlySpan<double> action)
    {
        Sent.Add(action.ToArray());
        inner.Send(action);
    }

    public void Hold(ReadOnlySpan<double> measured)
    {
        Held.Add(measured.ToArray());
        inner.Hold(measured);
    }

    public void Dispose() => inner.Dispose();
}
