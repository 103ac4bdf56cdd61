namespace Oft.Aloha.Gate;

/// <summary>The last thing an action passes before the robot. What leaves it obeys every limit of the profile, whatever came in.</summary>
/// <remarks>
/// Limits hold between consecutive commands. A hold is no command of this kind: it is the measured pose, wherever that is, and what follows starts there at rest.
/// One gate serves one robot and is used from one thread.
/// </remarks>
public sealed class SafetyGate
{
    private readonly GateProfile profile;
    private readonly Axis[] axes;
    private readonly long lagTicks;
    private int clamps;
    private long lagging;
    private bool first = true, slow;

    /// <summary>A gate that knows no pose yet: <see cref="Rest"/> comes first.</summary>
    public SafetyGate(GateProfile profile)
    {
        this.profile = profile;
        lagTicks = (long)Math.Ceiling(profile.LagSeconds * profile.RateHz);
        axes = [.. Enumerable.Range(0, profile.Width).Select(i => profile.IsGripper(i)
            ? new Axis(0, 1, 0, 1, profile.Gripper.Velocity, profile.Gripper.Acceleration, profile.Period)
            : Joint(profile.Joints[i % profile.ArmWidth]))];
    }

    /// <summary>Targets that were clamped so far.</summary>
    public long Clamped { get; private set; }

    /// <summary>The robot stands here: at a start and after every hold.</summary>
    /// <param name="measured">[A].</param>
    /// <returns>[A] the pose as it may be commanded to hold: inside the joints' own limits, which the motors enforce too.</returns>
    public double[] Rest(ReadOnlySpan<double> measured)
    {
        for (var i = 0; i < axes.Length; i++) axes[i].Rest(double.IsFinite(measured[i]) ? measured[i] : axes[i].At);
        (clamps, lagging, first, slow) = (0, 0, true, false);
        return [.. axes.Select(x => x.At)];
    }

    /// <summary>The next targets come from another chunk: their first is held against the measured pose again.</summary>
    public void NewChunk() => first = true;

    /// <summary>Makes a command of what is wanted.</summary>
    /// <param name="wanted">[A], whatever a policy said.</param>
    /// <param name="measured">[A] where the robot is.</param>
    /// <param name="slowly">True for homing and returning.</param>
    public GateResult Pass(ReadOnlySpan<double> wanted, ReadOnlySpan<double> measured, bool slowly = false)
    {
        if (wanted.Length != axes.Length) return new(null, GateRule.NotAnAction, $"the action has {wanted.Length} numbers; {axes.Length} are expected");
        for (var i = 0; i < wanted.Length; i++)
            if (!double.IsFinite(wanted[i])) return new(null, GateRule.NotAnAction, $"number {i} of the action is {wanted[i]}");
        if (Lag(measured) is { } lag) return new(null, GateRule.Lag, lag);

        var rules = GateRule.None;
        Span<double> target = stackalloc double[axes.Length];
        for (var i = 0; i < target.Length; i++)
        {
            target[i] = axes[i].Inside(wanted[i]);
            if (Math.Abs(target[i] - wanted[i]) > (profile.IsGripper(i) ? profile.Gripper.Beyond : 0)) rules |= GateRule.Position;
        }
        if (rules != GateRule.None) Clamped++;
        clamps = rules == GateRule.None ? 0 : clamps + 1;
        if (clamps >= profile.ClampsInARow) return new(null, rules | GateRule.Clamps, $"{clamps} targets in a row lay outside their range");

        Approach(target, measured);
        return Move(target, slow || slowly, rules | (slow ? GateRule.SlowApproach : GateRule.None));
    }

    private GateResult Move(ReadOnlySpan<double> target, bool slowly, GateRule rules)
    {
        Span<(double, double)> before = stackalloc (double, double)[axes.Length];
        var command = new double[axes.Length];
        for (var i = 0; i < command.Length; i++)
        {
            before[i] = axes[i].Memory;
            command[i] = axes[i].Next(target[i], slowly && !profile.IsGripper(i) ? profile.SlowVelocity : double.PositiveInfinity, ref rules);
        }
        if (Workspace.Objection(profile, command) is not { } objection) return new(command, rules, null);
        for (var i = 0; i < axes.Length; i++) axes[i].Memory = before[i];
        return new(null, rules | GateRule.Workspace, objection);
    }

    // Far first targets are approached slowly until they are near; then the chunk is followed at full speed.
    private void Approach(ReadOnlySpan<double> target, ReadOnlySpan<double> measured)
    {
        var (fromMeasured, fromCommand) = (0.0, 0.0);
        for (var i = 0; i < target.Length; i++)
        {
            if (profile.IsGripper(i)) continue;
            fromMeasured = Math.Max(fromMeasured, Math.Abs(target[i] - measured[i]));
            fromCommand = Math.Max(fromCommand, Math.Abs(target[i] - axes[i].At));
        }
        if (first) slow = fromMeasured > profile.FirstStep;
        else if (slow && fromCommand <= profile.FirstStep / 2) slow = false;
        first = false;
    }

    private string? Lag(ReadOnlySpan<double> measured)
    {
        var (worst, joint) = (0.0, 0);
        for (var i = 0; i < axes.Length; i++)
            if (!profile.IsGripper(i) && Math.Abs(axes[i].At - measured[i]) is var behind && behind > worst) (worst, joint) = (behind, i);
        lagging = worst > profile.Lag ? lagging + 1 : 0;
        return lagging > lagTicks ? $"{profile.NameOf(joint)} is {worst:0.00} rad from its command for {profile.LagSeconds} s: a collision, or lost torque" : null;
    }

    private Axis Joint(JointLimit limit) => new(limit.Lower + profile.Margin, limit.Upper - profile.Margin, limit.Lower, limit.Upper, limit.Velocity, limit.Acceleration, profile.Period);
}
