using Oft.Aloha.Arms;

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
        Axis[] arm =
        [
            .. profile.Joints.Select(x => new Axis(x.Lower + profile.Margin, x.Upper - profile.Margin, x.Lower, x.Upper, x.Velocity, x.Acceleration, profile.Period)),
            Gripper(),
        ];
        axes = [.. arm, .. profile.Joints.Select(x => new Axis(x.Lower + profile.Margin, x.Upper - profile.Margin, x.Lower, x.Upper, x.Velocity, x.Acceleration, profile.Period)), Gripper()];
    }

    /// <summary>Targets that were clamped so far.</summary>
    public long Clamped { get; private set; }

    /// <summary>The robot stands here: at a start and after every hold.</summary>
    /// <param name="measured">[14].</param>
    /// <returns>[14] the pose as it may be commanded to hold: inside the joints' own limits, which the motors enforce too.</returns>
    public double[] Rest(ReadOnlySpan<double> measured)
    {
        for (var i = 0; i < axes.Length; i++) axes[i].Rest(double.IsFinite(measured[i]) ? measured[i] : axes[i].At);
        (clamps, lagging, first, slow) = (0, 0, true, false);
        return [.. axes.Select(x => x.At)];
    }

    /// <summary>The next targets come from another chunk: their first is held against the measured pose again.</summary>
    public void NewChunk() => first = true;

    /// <summary>Makes a command of what is wanted.</summary>
    /// <param name="wanted">[14], whatever a policy said.</param>
    /// <param name="measured">[14] where the robot is.</param>
    /// <param name="slowly">True for homing and returning.</param>
    public GateResult Pass(ReadOnlySpan<double> wanted, ReadOnlySpan<double> measured, bool slowly = false)
    {
        if (wanted.Length != AlohaState.Width) return new(null, GateRule.NotAnAction, $"the action has {wanted.Length} numbers; {AlohaState.Width} are expected");
        for (var i = 0; i < wanted.Length; i++)
            if (!double.IsFinite(wanted[i])) return new(null, GateRule.NotAnAction, $"number {i} of the action is {wanted[i]}");
        if (Lag(measured) is { } lag) return new(null, GateRule.Lag, lag);

        var rules = GateRule.None;
        Span<double> target = stackalloc double[AlohaState.Width];
        for (var i = 0; i < target.Length; i++)
        {
            target[i] = axes[i].Inside(wanted[i]);
            if (Math.Abs(target[i] - wanted[i]) > (IsGripper(i) ? profile.Gripper.Beyond : 0)) rules |= GateRule.Position;
        }
        if (rules != GateRule.None) Clamped++;
        clamps = rules == GateRule.None ? 0 : clamps + 1;
        if (clamps >= profile.ClampsInARow) return new(null, rules | GateRule.Clamps, $"{clamps} targets in a row lay outside their range");

        Approach(target, measured);
        return Move(target, slow || slowly, rules | (slow ? GateRule.SlowApproach : GateRule.None));
    }

    private GateResult Move(ReadOnlySpan<double> target, bool slowly, GateRule rules)
    {
        Span<(double, double)> before = stackalloc (double, double)[AlohaState.Width];
        var command = new double[AlohaState.Width];
        for (var i = 0; i < command.Length; i++)
        {
            before[i] = axes[i].Memory;
            command[i] = axes[i].Next(target[i], slowly && !IsGripper(i) ? profile.SlowVelocity : double.PositiveInfinity, ref rules);
        }
        if (Workspace.Objection(profile.Workspace, command) is not { } objection) return new(command, rules, null);
        for (var i = 0; i < axes.Length; i++) axes[i].Memory = before[i];
        return new(null, rules | GateRule.Workspace, objection);
    }

    // Far first targets are approached slowly until they are near; then the chunk is followed at full speed.
    private void Approach(ReadOnlySpan<double> target, ReadOnlySpan<double> measured)
    {
        var (fromMeasured, fromCommand) = (0.0, 0.0);
        for (var i = 0; i < target.Length; i++)
        {
            if (IsGripper(i)) continue;
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
            if (!IsGripper(i) && Math.Abs(axes[i].At - measured[i]) is var behind && behind > worst) (worst, joint) = (behind, i);
        lagging = worst > profile.Lag ? lagging + 1 : 0;
        return lagging > lagTicks ? $"joint {joint} is {worst:0.00} rad from its command for {profile.LagSeconds} s: a collision, or lost torque" : null;
    }

    private Axis Gripper() => new(0, 1, 0, 1, profile.Gripper.Velocity, profile.Gripper.Acceleration, profile.Period);

    private static bool IsGripper(int i) => i % AlohaState.ArmWidth == FollowerReading.ArmJoints;
}
