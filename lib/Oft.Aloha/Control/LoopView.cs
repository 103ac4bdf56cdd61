using System.Text.Json.Nodes;
using Oft.Contracts;

namespace Oft.Aloha.Control;

/// <summary>What a loop does now, for whoever looks: a terminal, a page, a cell.</summary>
/// <param name="robot">Whose views are named.</param>
/// <param name="time">The loop's clock.</param>
public sealed class LoopView(IRobot robot, TimeProvider time) : ITickSink
{
    private const int KeptEvents = 12, KeptPeriods = 50;
    private readonly Lock gate = new();
    private readonly Queue<(DateTimeOffset Date, string Text)> events = [];
    private readonly Queue<long> ticks = [];
    private TickRecord? last, lastAction;
    private long sent, gated, answers, refused;
    private double? latency;
    private string? noted;

    /// <inheritdoc/>
    public void Take(TickRecord record)
    {
        lock (gate)
        {
            last = record;
            ticks.Enqueue(record.Time);
            if (ticks.Count > KeptPeriods) ticks.Dequeue();
            if (record.Wanted is not null) lastAction = record;
            if (record.Sent is not null) sent++;
            if (record.Rules != Gate.GateRule.None) gated++;
            var lasting = record.Note is not null && LastsFrom(noted, record.Note);
            noted = record.Note;
            if (record.Note is not { } note || lasting) return;
            events.Enqueue((record.Date, note));
            if (events.Count > KeptEvents) events.Dequeue();
        }
    }

    /// <inheritdoc/>
    public void Take(PolicyAnswer answer, string verdict)
    {
        lock (gate)
        {
            answers++;
            if (verdict != "used") refused++;
            latency = time.GetElapsedTime(answer.Asked, answer.Answered).TotalMilliseconds;
        }
    }

    /// <summary>One line of JSON: mode, reason, sentence, rate, joints, chunk, what the gate did, how old each view's picture is, latest events.</summary>
    public string Json(ControlCycle cycle) => State(cycle).ToJsonString();

    /// <summary>The same, before it is text.</summary>
    public JsonObject State(ControlCycle cycle)
    {
        lock (gate)
            return new JsonObject
            {
                ["mode"] = cycle.Mode.ToString(),
                ["reason"] = cycle.Reason,
                ["sentence"] = cycle.Sentence,
                ["profile"] = cycle.Profile.Name,
                ["shadow"] = cycle.Shadowing,
                ["tick"] = cycle.Tick,
                ["rate_hz"] = ticks.Count < 2 ? null : Math.Round((ticks.Count - 1) / time.GetElapsedTime(ticks.Peek(), last!.Time).TotalSeconds, 2),
                ["arms"] = new JsonArray([.. cycle.Profile.Workspace.Arms.Select(x => (JsonNode)x.Name)]),
                ["position"] = Numbers(last?.State?.Position.ToArray()),
                ["wanted"] = Numbers(last?.Wanted ?? lastAction?.Wanted),
                ["sent"] = Numbers(last?.Sent ?? lastAction?.Sent),
                ["gate"] = (lastAction?.Rules ?? Gate.GateRule.None).ToString(),
                ["chunk"] = lastAction is { Chunk: >= 0 } ? lastAction.Chunk : null,
                ["element"] = lastAction is { Element: >= 0 } ? lastAction.Element : null,
                ["actions_sent"] = sent,
                ["changed_by_gate"] = gated,
                ["answers"] = answers,
                ["answers_not_used"] = refused,
                ["policy_ms"] = latency is { } ms ? Math.Round(ms, 1) : null,
                ["views"] = new JsonArray([.. robot.Spec.Views.Select(x => (JsonNode)x)]),
                ["view_ms"] = new JsonArray([.. robot.Frames.Select(x => x is null ? null : (JsonNode)Math.Round(time.GetElapsedTime(x.Received).TotalMilliseconds))]),
                ["view_ms_most"] = Math.Round(1000 * cycle.Profile.Freshness.Camera),
                ["events"] = new JsonArray([.. events.Select(x => (JsonNode)$"{x.Date.ToLocalTime():HH:mm:ss.fff} {x.Text}")]),
            };
    }

    /// <summary>True where a note says what the tick before said, but for its numbers: a finding that lasts is one event.</summary>
    /// <param name="before">The note of the tick before; null or empty where there was none.</param>
    /// <param name="now">The note.</param>
    public static bool LastsFrom(string? before, string now) => before is not null && before.Where(x => !char.IsDigit(x)).SequenceEqual(now.Where(x => !char.IsDigit(x)));

    // JSON knows no NaN.
    private static JsonArray? Numbers(double[]? values) => values is null ? null : new JsonArray([.. values.Select(x => double.IsFinite(x) ? (JsonNode)Math.Round(x, 4) : null)]);
}
