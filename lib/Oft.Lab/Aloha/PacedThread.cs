using Oft.Aloha.Control;

namespace Oft.Lab.Aloha;

/// <summary>A thread with a loop's deadlines and nothing to do: what the machine itself is able to keep.</summary>
internal sealed class PacedThread : IDisposable
{
    private readonly ManualResetEventSlim ending = new();
    private readonly Thread thread;

    public PacedThread(double rateHz, TimeProvider time)
    {
        var period = (long)(time.TimestampFrequency / rateHz);
        thread = new Thread(() =>
        {
            var (deadline, before) = (time.GetTimestamp(), (long?)null);
            while (!ending.IsSet)
            {
                var now = time.GetTimestamp();
                deadline += period;
                var lost = now > deadline + period ? (now - deadline) / period : 0;
                deadline += lost * period;
                Timing.Add(before is { } last ? time.GetElapsedTime(last, now).TotalMilliseconds : null, 0, lost);
                before = now;
                if (time.GetElapsedTime(time.GetTimestamp(), deadline) is var left && left > TimeSpan.Zero) ending.Wait(left);
            }
        }) { IsBackground = true, Name = "bare pace" };
        thread.Start();
    }

    public LoopTiming Timing { get; } = new();

    public void Dispose()
    {
        ending.Set();
        if (thread.IsAlive) thread.Join();
    }
}
