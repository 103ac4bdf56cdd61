using Oft.Aloha.Gate;

namespace Oft.Aloha.Control;

/// <summary>What a run came to, tick by tick: actions, rules that acted, answers, smoothness.</summary>
public sealed class RunSummary(GateProfile profile) : ITickSink
{
    private long sent, gated, answers, refused;

    /// <summary>How smooth the wanted actions were.</summary>
    public MotionMetrics Motion { get; } = new(profile.RateHz, profile.ArmWidth);

    /// <summary>Actions that left the gate.</summary>
    public long Sent => sent;

    /// <summary>Answers that were used.</summary>
    public long Used => answers - refused;

    /// <summary>Answers that were not.</summary>
    public long Refused => refused;

    /// <inheritdoc/>
    public void Take(TickRecord record)
    {
        if (record.Sent is not null) sent++;
        if (record.Rules != GateRule.None) gated++;
        if (record.Wanted is { } wanted) Motion.Add(wanted, record.Boundary);
        else Motion.Pause();
    }

    /// <inheritdoc/>
    public void Take(PolicyAnswer answer, string verdict)
    {
        answers++;
        if (verdict != "used") refused++;
    }

    /// <summary>In one line.</summary>
    public override string ToString() => $"{sent} actions sent, {gated} changed or stopped by the gate, {answers} answers, {refused} not used; wanted: {Motion}";
}
