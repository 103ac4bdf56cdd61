namespace Oft.Aloha.Control;

/// <summary>Hears operators, wherever they speak from: one of them holds the lease and moves the robot, anybody may stop it or look.</summary>
/// <remarks>
/// <code>
/// beat, ready, home, start, shadow, rest, tell SENTENCE, bye     who holds the lease: the first who says one of them, until hanging up or two seconds of silence
/// hold, show, check                                              anybody
/// </code>
/// Words are signs of life. Silence is a hold by the gate's limit, hanging up is one at once: a notebook that is busy or dead moves nothing.
/// </remarks>
/// <param name="cycle">What the words are for.</param>
/// <param name="view">What <c>show</c> answers.</param>
/// <param name="time">The clock of the lease.</param>
/// <param name="check">What <c>check</c> answers, one line of JSON; null where there is no list.</param>
public sealed class OperatorDesk(ControlCycle cycle, LoopView view, TimeProvider time, Func<string>? check = null)
{
    /// <summary>The longest line that is heard, characters.</summary>
    public const int LongestLine = 1100;

    private static readonly TimeSpan lease = TimeSpan.FromSeconds(2);
    private readonly Lock door = new();
    private object? holder;
    private long heard;

    /// <summary>Does what a line asks for.</summary>
    /// <param name="who">Tells speakers apart.</param>
    /// <param name="line">A word, and for <c>tell</c> the sentence after it.</param>
    /// <returns>The loop's mode and why it is in it; JSON for <c>show</c> and <c>check</c>; or <c>error</c> and what was wrong.</returns>
    public string Hear(object who, string line)
    {
        var (word, rest) = line.IndexOf(' ') is > 0 and var at ? (line[..at], line[(at + 1)..].Trim()) : (line, "");
        switch (word)
        {
            case "show": return view.Json(cycle);
            case "check": return check?.Invoke() ?? "[]";
            case "hold":
                cycle.Stop("the operator holds");
                return State;
            case "bye":
                Leave(who);
                return State;
            case "beat" or "ready" or "home" or "start" or "shadow" or "rest" or "tell": break;
            default: return $"error '{word}' is not known; known: beat, ready, home, start, shadow, rest, tell SENTENCE, bye, hold, show, check";
        }
        if (!Takes(who)) return "error another operator holds the line; hold, show and check are heard from anybody";
        switch (word)
        {
            case "ready": cycle.Ready(); break;
            case "home": cycle.Home(); break;
            case "start": cycle.Start(); break;
            case "shadow": cycle.Start(shadow: true); break;
            case "rest": cycle.Rest(); break;
            case "tell" when rest.Length == 0 || !cycle.Tell(rest): return rest.Length == 0 ? "error tell: expected a sentence" : "error the policy runs; hold before it is told something else";
        }
        cycle.Heartbeat();
        return State;
    }

    /// <summary>A speaker has gone: if it held the lease while the arms moved, they hold now.</summary>
    public void Leave(object who)
    {
        lock (door)
        {
            if (!Equals(holder, who)) return;
            holder = null;
        }
        if (cycle.Mode is LoopMode.Running or LoopMode.Homing or LoopMode.Resting) cycle.Stop("the operator's line was cut");
    }

    private string State => $"{cycle.Mode} {cycle.Reason}";

    private bool Takes(object who)
    {
        lock (door)
        {
            var now = time.GetTimestamp();
            if (holder is not null && !holder.Equals(who) && time.GetElapsedTime(heard, now) < lease) return false;
            (holder, heard) = (who, now);
            return true;
        }
    }
}
