using Oft.Aloha.Arms;
using Oft.Aloha.Gate;

namespace Oft.Aloha.Tests.Gate;

/// <summary>An own opinion on whether commands obey a profile: written from its numbers, not from the gate. Texts are made only where one does not: it is asked a million times.</summary>
internal sealed class LimitCheck(GateProfile profile)
{
    private const double Rounding = 1e-9;                                       // of sums of doubles near 1

    private double[] last = [], before = [];

    public void Rest(double[] pose) => (last, before) = ([.. pose], [.. pose]);

    public void Check(double[] command, int tick)
    {
        Assert.Equal(AlohaState.Width, command.Length);
        for (var i = 0; i < command.Length; i++)
        {
            var gripper = i % 7 == 6;
            var (lower, upper) = gripper ? (0, 1) : (profile.Joints[i % 7].Lower, profile.Joints[i % 7].Upper);
            var (velocity, acceleration) = gripper ? (profile.Gripper.Velocity, profile.Gripper.Acceleration) : (profile.Joints[i % 7].Velocity, profile.Joints[i % 7].Acceleration);
            var step = command[i] - last[i];
            if (!double.IsFinite(command[i])) Assert.Fail($"tick {tick}: number {i} is {command[i]}");
            if (!(command[i] >= lower - Rounding && command[i] <= upper + Rounding)) Assert.Fail($"tick {tick}: number {i} is {command[i]}, outside {lower} … {upper}");
            // Inside the margin, unless it came from beyond it and is on its way back.
            if (!gripper && (command[i] < lower + profile.Margin - Rounding || command[i] > upper - profile.Margin + Rounding))
                if (!(Math.Abs(command[i] - (lower + upper) / 2) <= Math.Abs(last[i] - (lower + upper) / 2) + Rounding)) Assert.Fail($"tick {tick}: number {i} goes farther into the margin: {command[i]}");
            if (!(Math.Abs(step) <= velocity * profile.Period + Rounding)) Assert.Fail($"tick {tick}: number {i} steps {step}");
            if (!(Math.Abs(step - (last[i] - before[i])) <= acceleration * profile.Period * profile.Period + Rounding)) Assert.Fail($"tick {tick}: number {i} changes its step by {step - (last[i] - before[i])}");
        }
        Space(command, tick);
        (before, last) = (last, [.. command]);
    }

    private void Space(double[] command, int tick)
    {
        var (left, right) = (ArmKinematics.Hand(command.AsSpan(0, 6)), ArmKinematics.Hand(command.AsSpan(7, 6)));
        var limit = profile.Workspace;
        if (!(left.Z >= limit.Height && right.Z >= limit.Height)) Assert.Fail($"tick {tick}: a hand is at {left.Z} or {right.Z} m");
        // The right arm looks the other way: its x and y are turned by π.
        var (lx, rx) = (limit.Arms[0].X + left.X, limit.Arms[1].X - right.X);
        if (!(lx <= limit.Beyond + Rounding && rx >= -limit.Beyond - Rounding)) Assert.Fail($"tick {tick}: hands at {lx} and {rx} m");
        var apart = Math.Sqrt(Math.Pow(lx - rx, 2) + Math.Pow(left.Y + right.Y, 2) + Math.Pow(left.Z - right.Z, 2));
        if (!(apart >= limit.Apart - Rounding)) Assert.Fail($"tick {tick}: hands are {apart} m apart");
    }
}
