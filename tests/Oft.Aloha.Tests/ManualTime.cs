namespace Oft.Aloha.Tests;

/// <summary>A clock that goes on when it is told to; microseconds.</summary>
internal sealed class ManualTime : TimeProvider
{
    private long now = 1_000_000;

    public override long TimestampFrequency => 1_000_000;

    public override long GetTimestamp() => Volatile.Read(ref now);

    public override DateTimeOffset GetUtcNow() => DateTimeOffset.UnixEpoch.AddDays(20_000).AddMicroseconds(GetTimestamp());

    public void Advance(double seconds) => Interlocked.Add(ref now, (long)Math.Round(seconds * 1e6));
}
