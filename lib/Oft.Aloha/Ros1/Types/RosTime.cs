namespace Oft.Aloha.Ros1.Types;

/// <summary>A moment as ROS writes it.</summary>
/// <param name="Seconds">Since 1970.</param>
/// <param name="Nanoseconds">Of that second.</param>
public readonly record struct RosTime(uint Seconds, uint Nanoseconds)
{
    /// <summary>The moment, to the tick of .NET's clock (100 ns).</summary>
    public DateTimeOffset ToDate() => DateTimeOffset.UnixEpoch.AddTicks(Seconds * TimeSpan.TicksPerSecond + Nanoseconds / 100);

    /// <summary>A moment of .NET.</summary>
    public static RosTime From(DateTimeOffset date)
    {
        var ticks = (date - DateTimeOffset.UnixEpoch).Ticks;
        return new((uint)(ticks / TimeSpan.TicksPerSecond), (uint)(ticks % TimeSpan.TicksPerSecond) * 100);
    }
}
