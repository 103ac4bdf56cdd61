namespace Oft.Aloha.Control;

/// <summary>Runs a cycle on a thread of its own, by absolute deadlines: a late tick does not make the next one late.</summary>
/// <remarks>Ending the loop holds first; the motors keep that goal without it.</remarks>
public sealed class ControlLoop : IDisposable
{
    private static readonly TimeSpan spin = TimeSpan.FromMilliseconds(1.5);

    private readonly ControlCycle cycle;
    private readonly TimeProvider time;
    private readonly long period;
    private readonly Thread thread;
    private readonly ManualResetEventSlim ending = new();

    /// <summary>A loop that stands until <see cref="Begin"/>.</summary>
    /// <param name="cycle">What is done in a period.</param>
    /// <param name="rateHz">Periods per second.</param>
    /// <param name="time">The clock of the deadlines.</param>
    public ControlLoop(ControlCycle cycle, double rateHz, TimeProvider time)
    {
        (this.cycle, this.time) = (cycle, time);
        period = (long)(time.TimestampFrequency / rateHz);
        thread = new Thread(Run) { Name = "control loop", Priority = ThreadPriority.Highest, IsBackground = true };
    }

    /// <summary>How punctual it is.</summary>
    public LoopTiming Timing { get; } = new();

    /// <summary>What ended it; null while it runs or was ended.</summary>
    public Exception? Failure { get; private set; }

    /// <summary>Starts the thread.</summary>
    public void Begin() => thread.Start();

    /// <summary>Holds and ends the thread.</summary>
    public void Dispose()
    {
        if (ending.IsSet) return;
        cycle.Stop("the loop ends");
        ending.Set();
        if (thread.IsAlive && Thread.CurrentThread != thread) thread.Join();
    }

    private void Run()
    {
        var (deadline, before) = (time.GetTimestamp(), (long?)null);
        try
        {
            while (!ending.IsSet)
            {
                var began = time.GetTimestamp();
                cycle.Step();
                var done = time.GetTimestamp();
                deadline += period;
                var lost = done > deadline + period ? (done - deadline) / period : 0;
                deadline += lost * period;
                Timing.Add(before is { } last ? Milliseconds(last, began) : null, Milliseconds(began, done), lost);
                before = began;
                Wait(deadline);
            }
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // Whatever went wrong, the robot stands first; only then is it told.
            try
            {
                cycle.Stop($"the loop broke: {e.Message}");
            }
            finally
            {
                Failure = e;
            }
        }
    }

    // Sleeping is coarse: the last millisecond is waited for awake.
    private void Wait(long deadline)
    {
        while (true)
        {
            var left = time.GetElapsedTime(time.GetTimestamp(), deadline);
            if (left <= TimeSpan.Zero) return;
            if (left > spin)
            {
                if (ending.Wait(left - spin)) return;
            }
            else Thread.SpinWait(50);
        }
    }

    private double Milliseconds(long from, long to) => time.GetElapsedTime(from, to).TotalMilliseconds;
}
