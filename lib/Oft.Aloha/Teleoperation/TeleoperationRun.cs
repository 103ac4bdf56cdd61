using Oft.Aloha.Control;
using Oft.Aloha.Gate;
using Oft.Contracts;

namespace Oft.Aloha.Teleoperation;

/// <summary>A leader moves a robot through the gate, and every tick is recorded: what the leader wanted unclipped, what was sent as it was sent.</summary>
public sealed class TeleoperationRun
{
    private readonly IRobot robot;
    private readonly ILeader leader;
    private readonly GateProfile profile;
    private readonly TimeProvider time;
    private readonly ITickSink sink;
    private readonly SafetyGate gate;
    private long tick;

    /// <summary>Begins where the robot is.</summary>
    /// <exception cref="InvalidOperationException">The robot has said nothing of its joints yet.</exception>
    public TeleoperationRun(IRobot robot, ILeader leader, GateProfile profile, TimeProvider time, ITickSink sink)
    {
        (this.robot, this.leader, this.profile, this.time, this.sink) = (robot, leader, profile, time, sink);
        gate = new SafetyGate(profile);
        gate.Rest(profile.CommandOf(Measured));
    }

    /// <summary>Why the robot holds; null while it follows.</summary>
    public string? Holding { get; private set; }

    private ReadOnlySpan<double> Measured => (robot.State ?? throw new InvalidOperationException("the robot has said nothing of its joints yet.")).Position.Span;

    /// <summary>One period.</summary>
    /// <returns>False when the leader is done.</returns>
    public bool Step()
    {
        var measured = profile.CommandOf(Measured);
        var (now, state, frames) = (time.GetTimestamp(), robot.State, robot.Frames);
        if (leader.Lead(measured) is not { } wanted) return false;
        var result = gate.Pass(wanted, measured);
        if (result.Command is { } command) robot.Send(command);
        else robot.Hold(gate.Rest(measured));
        Holding = result.Reason;
        sink.Take(new TickRecord(++tick, now, time.GetUtcNow(), result.Command is null ? LoopMode.Holding : LoopMode.Running, state, frames, wanted, result.Command, result.Rules, -1, -1, false, result.Reason));
        return true;
    }
}
