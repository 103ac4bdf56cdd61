using Oft.Aloha.Recording;
using Oft.Contracts;

namespace Oft.Aloha.Robots;

/// <summary>A recording as a robot: it says and shows what was said and shown then, at the pace of then, and takes no commands.</summary>
/// <remarks>For shadow mode: the policy runs on what a robot really saw, nothing is commanded, and what it wants is held against what was sent.</remarks>
public sealed class ReplayRobot : IRobot
{
    private readonly Journal journal;
    private readonly List<JournalTick> ticks;
    private readonly TimeProvider time;
    private readonly Lock gate = new();
    private readonly RobotFrame?[] frames;
    private RobotState? state;
    private int at = -1;

    /// <summary>Stands before the first tick that has a state.</summary>
    public ReplayRobot(Journal journal, TimeProvider time)
    {
        (this.journal, this.time) = (journal, time);
        ticks = [.. journal.Ticks.Where(x => x.Position.Length == journal.Header.Robot.ProprioWidth)];
        frames = new RobotFrame?[journal.Header.Robot.Views.Count];
        if (ticks.Count == 0) throw new InvalidOperationException("the journal holds no joint state.");
        Advance();
    }

    /// <inheritdoc/>
    public RobotSpec Spec => journal.Header.Robot;

    /// <inheritdoc/>
    public RobotState? State => Volatile.Read(ref state);

    /// <inheritdoc/>
    public IReadOnlyList<RobotFrame?> Frames
    {
        get
        {
            lock (gate) return [.. frames];
        }
    }

    /// <inheritdoc/>
    public string? Trouble => null;

    /// <summary>The tick that is shown.</summary>
    public JournalTick Now => ticks[at];

    /// <summary>True after the last tick.</summary>
    public bool Ended => at >= ticks.Count - 1;

    /// <summary>The next tick of the recording.</summary>
    /// <returns>False after the last.</returns>
    public bool Advance()
    {
        if (Ended && at >= 0) return false;
        lock (gate)
        {
            var (tick, now) = (ticks[++at], time.GetTimestamp());
            for (var view = 0; view < frames.Length; view++)
                if (tick.Frames[view] is var number and > 0 && number != frames[view]?.Number)
                    frames[view] = new RobotFrame(journal.Picture(view, number), number, now, now, tick.Date);
                else if (frames[view] is { } frame) frames[view] = frame with { Received = now, Changed = now };
            Volatile.Write(ref state, new RobotState(tick.Position, tick.Velocity, tick.Effort, now, new DateTimeOffset(tick.StateStamp, TimeSpan.Zero)));
        }
        return true;
    }

    /// <summary>Nothing is commanded.</summary>
    public void Send(ReadOnlySpan<double> action)
    {
    }

    /// <summary>Nothing is commanded.</summary>
    public void Hold(ReadOnlySpan<double> measured)
    {
    }

    /// <inheritdoc/>
    public void Dispose() => journal.Dispose();
}
