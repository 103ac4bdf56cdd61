namespace Oft.Lab.Course;

/// <summary>A clock that goes on only when it is told to, so that a control loop can be looked at tick by tick, on a machine however busy.</summary>
public sealed class TickClock : TimeProvider
{
    private long microseconds;

    /// <summary>Seconds since it was made.</summary>
    public double Seconds => microseconds / 1e6;

    /// <inheritdoc/>
    public override long TimestampFrequency => 1_000_000;

    /// <summary>Goes on.</summary>
    public void Pass(double seconds) => microseconds += (long)Math.Round(seconds * 1e6);

    /// <inheritdoc/>
    public override long GetTimestamp() => microseconds;

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => DateTimeOffset.UnixEpoch.AddMicroseconds(microseconds);
}
