namespace Oft.Aloha.Gate;

/// <summary>One number of the command on its way: where it is and how fast it goes.</summary>
internal sealed class Axis(double lower, double upper, double hardLower, double hardUpper, double velocity, double acceleration, double period)
{
    private double speed;

    /// <summary>The last command.</summary>
    public double At { get; private set; }

    /// <summary>Where the axis stands still: after a start or a hold.</summary>
    public void Rest(double at) => (At, speed) = (Math.Clamp(at, hardLower, hardUpper), 0);

    /// <summary>A target inside the range.</summary>
    public double Inside(double target) => Math.Clamp(target, lower, upper);

    /// <summary>The next command towards a target: as fast as the limits let it, and never so fast that it could not stop before the range ends.</summary>
    /// <param name="target">Inside the range.</param>
    /// <param name="cap">A lower speed for now.</param>
    /// <param name="rules">Takes what acted.</param>
    public double Next(double target, double cap, ref GateRule rules)
    {
        // Read beyond the margin it may come back, not go on.
        var (low, high) = (Math.Min(lower, At), Math.Max(upper, At));
        var wish = (target - At) / period;
        var most = Math.Min(velocity, cap);
        if (Math.Abs(wish) > most)
        {
            wish = Math.CopySign(most, wish);
            rules |= GateRule.Velocity;
        }
        var step = acceleration * period;
        var down = Math.Max(speed - step, -Braking.Velocity(At - low, acceleration, period));
        var up = Math.Min(speed + step, Braking.Velocity(high - At, acceleration, period));
        var next = Math.Clamp(wish, Math.Min(down, up), Math.Max(down, up));
        if (next != wish) rules |= GateRule.Acceleration;
        // Towards the target no faster than it can stop there; a target that moved away is followed.
        var stop = Math.Clamp(Math.CopySign(Braking.Velocity(Math.Abs(target - At), acceleration, period), target - At), Math.Min(down, up), Math.Max(down, up));
        if (Math.Abs(stop) < Math.Abs(next)) next = stop;
        var at = Math.Clamp(At + next * period, low, high);
        (speed, At) = ((at - At) / period, at);
        return at;
    }

    /// <summary>What <see cref="Next"/> would change, for putting it back.</summary>
    public (double At, double Speed) Memory
    {
        get => (At, speed);
        set => (At, speed) = value;
    }
}
