using Oft.Aloha.Control;
using Oft.Contracts;

namespace Oft.Lab.Course;

/// <summary>A desk whose answers take as long as they are told to, on a rehearsal's clock.</summary>
internal sealed class RehearsalDesk(IPolicy policy, TickClock clock) : IPolicyDesk
{
    private (PolicyAnswer Answer, double Ready)? waiting;

    /// <summary>Seconds between question and answer.</summary>
    public double Delay { get; set; } = 0.08;

    /// <inheritdoc/>
    public bool Busy => waiting is not null;

    /// <inheritdoc/>
    public void Ask(long query, long tick, Func<Observation> observe)
    {
        var now = clock.GetTimestamp();
        var answered = now + (long)(Delay * clock.TimestampFrequency);
        PolicyAnswer answer;
        try
        {
            answer = new(query, tick, now, answered, policy.Act(observe()), null);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            answer = new(query, tick, now, answered, null, e.Message);
        }
        waiting = (answer, clock.Seconds + Delay);
    }

    /// <inheritdoc/>
    public PolicyAnswer? Take()
    {
        if (waiting is not { } open || clock.Seconds + 1e-9 < open.Ready) return null;
        waiting = null;
        return open.Answer;
    }

    /// <inheritdoc/>
    public void Abandon() => waiting = null;

    /// <inheritdoc/>
    public void Dispose() => Abandon();
}
