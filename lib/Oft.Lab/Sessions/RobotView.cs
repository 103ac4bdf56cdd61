using System.Globalization;
using System.Text.Json.Nodes;
using Oft.Aloha.Control;
using Oft.Lab.Cards;

namespace Oft.Lab.Sessions;

/// <summary>A moment of a loop, as a cell shows it: mode, joints, chunk, gate, latest events.</summary>
[TypeFormatterSource(typeof(CardFormatters))]
public sealed class RobotView : ICard
{
    private readonly JsonObject state;

    /// <summary>What the loop answered to <c>show</c>.</summary>
    public RobotView(JsonObject state) => this.state = state;

    /// <summary>Where the loop is.</summary>
    public LoopMode Mode => Enum.TryParse<LoopMode>((string?)state["mode"], out var mode) ? mode : throw new LabException($"the loop is in a mode this kit does not know: {state["mode"]}.");

    /// <summary>Why.</summary>
    public string Reason => (string?)state["reason"] ?? "";

    /// <summary>Actions that left the gate since the loop began.</summary>
    public long Sent => (long?)state["actions_sent"] ?? 0;

    /// <summary>Latest events, oldest first.</summary>
    public IReadOnlyList<string> Events => [.. (state["events"] as JsonArray ?? []).Select(x => (string)x!)];

    /// <summary>In one line, for a terminal: mode, rate, latency, what left the gate and what it changed.</summary>
    public string Line => string.Join(" · ", new[]
    {
        $"{Mode}{((bool?)state["shadow"] == true ? " (shadow)" : "")}",
        FormattableString.Invariant($"{(double?)state["rate_hz"] ?? 0:0.0} Hz"),
        (double?)state["policy_ms"] is { } ms ? FormattableString.Invariant($"policy {ms:0} ms, {state["answers"]} answers, {state["answers_not_used"]} not used") : "policy not asked yet",
        $"{Sent} sent, {state["changed_by_gate"]} changed by the gate{((string?)state["gate"] is { } rules and not "None" ? $", now {rules}" : "")}",
    });

    /// <inheritdoc/>
    public string ToHtml() => Markup.Card("robot",
        $"<table>{string.Concat(Facts.Select(x => $"<tr><th>{Markup.Text(x.Name)}</th><td>{Markup.Text(x.Value)}</td></tr>"))}</table><ol>{string.Concat(Events.Select(x => $"<li>{Markup.Text(x)}</li>"))}</ol>");

    /// <inheritdoc/>
    public string ToText() => string.Join('\n', Facts.Select(x => $"{x.Name,-14} {x.Value}").Concat(Events.Select(x => "  " + x)));

    private IEnumerable<(string Name, string Value)> Facts =>
    [
        ("mode", $"{Mode}{((bool?)state["shadow"] == true ? " (shadow)" : "")}: {Reason}"),
        ("sentence", (string?)state["sentence"] ?? ""),
        ("rate", $"{state["rate_hz"]} Hz"),
        ("policy", state["policy_ms"] is null ? "not asked yet" : $"{state["answers"]} answers, {state["answers_not_used"]} not used, the last after {state["policy_ms"]} ms"),
        ("chunk, action", state["chunk"] is null ? "none yet" : $"{state["chunk"]}, {state["element"]}"),
        ("gate", $"{Sent} actions sent, {state["changed_by_gate"]} changed or stopped; now {state["gate"]}"),
        .. Arms,
    ];

    private IEnumerable<(string, string)> Arms
    {
        get
        {
            var (names, numbers) = (state["arms"] as JsonArray ?? [], state["position"] as JsonArray ?? []);
            return names.Select((name, i) => ($"{name} arm", Joined(numbers.Skip(i * numbers.Count / names.Count).Take(numbers.Count / names.Count))));
        }
    }

    private static string Joined(IEnumerable<JsonNode?> numbers) => string.Join(' ', numbers.Select(x => (Math.Round((double?)x ?? double.NaN, 2) + 0.0) is var number && double.IsFinite(number) ? number.ToString("0.00", CultureInfo.InvariantCulture) : "none"));
}
