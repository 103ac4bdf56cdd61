using Oft.Contracts;

namespace Oft.Aloha.Gate;

/// <summary>Looks at what a robot says, every tick: is it fresh, is it possible, does anybody watch over it?</summary>
/// <remarks>Ages come from receive times on the local clock; stamps are held against it for the log alone.</remarks>
public sealed class RobotWatch(IRobot robot, GateProfile profile, TimeProvider time)
{
    private readonly FreshnessLimit limits = profile.Freshness;
    private RobotState? last;
    private double skew = double.NaN;

    /// <summary>Everything that is not as it should be now.</summary>
    /// <param name="now">On the loop's clock.</param>
    /// <param name="operatorSeen">When the operator last gave a sign of life; null where nobody has to.</param>
    public IReadOnlyList<Finding> Look(long now, long? operatorSeen)
    {
        var findings = new List<Finding>();
        if (robot.Trouble is { } trouble) findings.Add(new(Severity.Fault, "robot", trouble));
        if (operatorSeen is { } seen && Age(seen, now) is var silent && silent > limits.Operator)
            findings.Add(new(Severity.Hold, "operator", $"no sign of life of the operator for {silent:0.00} s; {limits.Operator} s is the most"));
        if (robot is IMotorHealth { Motors: { } motors })
        {
            if (motors.Error is { } error) findings.Add(new(Severity.Rest, "motor-error", error));
            else if (motors.Hottest >= profile.MotorCelsius) findings.Add(new(Severity.Rest, "motor-heat", $"a motor has {motors.Hottest:0} °C; {profile.MotorCelsius} °C are the most"));
        }
        State(findings, now);
        Cameras(findings, now);
        return findings;
    }

    private void State(List<Finding> findings, long now)
    {
        if (robot.State is not { } state)
        {
            findings.Add(new(Severity.Hold, "state-missing", "the robot has said nothing of its joints yet"));
            return;
        }
        if (Age(state.Received, now) is var age && age > limits.StateHold)
            findings.Add(new(age > limits.StateFault ? Severity.Fault : Severity.Hold, "state-age", $"the joint state is {age * 1000:0} ms old; {limits.StateHold * 1000:0} ms hold, {limits.StateFault * 1000:0} ms are a fault"));
        if (Impossible(state.Position.Span) is { } impossible) findings.Add(new(Severity.Fault, "state-value", impossible));
        else if (!ReferenceEquals(state, last))
        {
            if (Jump(state) is { } jump) findings.Add(new(Severity.Hold, "state-jump", jump));
            Clock(findings, state);
            last = state;
        }
    }

    private string? Impossible(ReadOnlySpan<double> pose)
    {
        if (pose.Length != profile.Width) return $"the joint state has {pose.Length} numbers; {profile.Width} are expected";
        for (var i = 0; i < pose.Length; i++)
        {
            if (!double.IsFinite(pose[i])) return $"number {i} of the joint state is {pose[i]}";
            if (profile.IsGripper(i)) continue;
            var joint = profile.Joints[i % profile.ArmWidth];
            if (pose[i] < joint.Lower - limits.StateTolerance || pose[i] > joint.Upper + limits.StateTolerance)
                return $"{profile.NameOf(i)} is read at {pose[i]:0.000} rad; its limits are {joint.Lower} and {joint.Upper}";
        }
        return null;
    }

    // A joint cannot be farther than the motors turn (π rad/s) since the state before.
    private string? Jump(RobotState state)
    {
        if (last is null || last.Position.Length != state.Position.Length) return null;
        var most = Math.PI * Math.Max(0, time.GetElapsedTime(last.Received, state.Received).TotalSeconds) + limits.Jump;
        for (var i = 0; i < state.Position.Length; i++)
        {
            if (profile.IsGripper(i)) continue;
            var moved = Math.Abs(state.Position.Span[i] - last.Position.Span[i]);
            if (moved > most) return $"{profile.NameOf(i)} is read {moved:0.00} rad from where it was; {most:0.00} are possible";
        }
        return null;
    }

    private void Clock(List<Finding> findings, RobotState state)
    {
        // The robot's clock against this one, at two moments: only a change is odd.
        var offset = (state.Stamp - time.GetUtcNow()).TotalSeconds;
        if (Math.Abs(offset - skew) > limits.ClockJump) findings.Add(new(Severity.Note, "clock-jump", $"the robot's clock jumped by {offset - skew:0.0} s against this one"));
        skew = offset;
    }

    private void Cameras(List<Finding> findings, long now)
    {
        var frames = robot.Frames;
        for (var view = 0; view < frames.Count; view++)
        {
            var name = robot.Spec.Views[view];
            if (frames[view] is not { } frame)
            {
                findings.Add(new(Severity.NoNewChunk, "camera-missing", $"camera {name} has sent nothing yet"));
                continue;
            }
            if (Age(frame.Received, now) is var age && age > limits.Camera)
                findings.Add(new(Severity.NoNewChunk, "camera-age", $"the picture of {name} is {age * 1000:0} ms old; {limits.Camera * 1000:0} ms are the most"));
            else if (limits.Frozen is { } frozen && Age(frame.Changed, now) is var still && still > frozen)
                findings.Add(new(Severity.Fault, "camera-frozen", $"camera {name} repeats the same picture for {still:0.00} s while new ones arrive"));
        }
    }

    private double Age(long received, long now) => time.GetElapsedTime(received, now).TotalSeconds;
}
