using System.Globalization;
using Oft.Evaluation.Latency;
using Oft.Lab.Charts;
using Oft.Lab.Pages;
using Oft.Lab.Pictures;

namespace Oft.Lab.Sessions;

/// <summary>The page of a session: what was asked and what was sent, timings, every intervention, films.</summary>
public static class SessionReport
{
    private const int mostEvents = 500;

    /// <summary>A complete page.</summary>
    public static string ToHtml(SessionRecord session)
    {
        var page = new Page($"Session with {session.Robot.Name}: “{session.Sentence}”").Facts(Facts(session));
        if (session.PreFlight.Count > 0)
            page.Heading("Before the start").Table(["", "checked", "found"], session.PreFlight.Select(check => (string[])[check.Passed ? "✔" : "✘", check.Name, check.Found]));
        Timings(page, session);
        if (session.Steps.Count > 0) page.Heading("Asked and sent").Chart(Motion(session)).Chart(Gate(session));
        page.Heading("Interventions");
        if (session.Events.Count == 0) page.Paragraph("None: neither gate nor operator changed anything.");
        else page.Table(["time, s", "by", "what"], session.Events.Take(mostEvents).Select(happened => (string[])[Seconds(happened.Seconds), happened.Kind, happened.Text]));
        if (session.Events.Count > mostEvents) page.Paragraph($"The first {mostEvents} of {session.Events.Count}.");
        if (session.Films.Count > 0) page.Heading("Films");
        foreach (var (view, frames, rate) in session.Films) page.Card(new Film(frames, rate) { Caption = view });
        return page.ToHtml();
    }

    private static IEnumerable<(string, string)> Facts(SessionRecord session)
    {
        yield return ("mode", session.Mode);
        yield return ("policy", session.Policy);
        yield return ("began", session.Began.ToUniversalTime().ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture));
        yield return ("steps", session.Steps.Count == 0 ? "none" : $"{session.Steps.Count} in {Seconds(session.Steps[^1].Seconds)} s, {session.Steps.Count(step => step.Sent.Count > 0)} of them with an action sent; asked for {session.Robot.ControlRateHz} a second");
        if (session.Outcome != "") yield return ("outcome", session.Outcome);
        yield return ("score", session.Score is { } score ? FormattableString.Invariant($"{score.Points:0.##} of {score.Of:0.##} points of the rubric, n = 1") : "not scored");
    }

    private static void Timings(Page page, SessionRecord session)
    {
        if (session.Steps.Count < 2) return;
        var periods = session.Steps.Zip(session.Steps.Skip(1), (a, b) => 1e3 * (b.Seconds - a.Seconds)).ToList();
        page.Heading("Timing").Chart(Figures.Histogram(periods, "period between two steps, ms", "Control period") with { Caption = FormattableString.Invariant($"Asked for {1e3 / session.Robot.ControlRateHz:0.#} ms; n = {periods.Count}; longest {periods.Max():0.#} ms.") });
        var asked = session.Steps.Where(step => step.PolicySeconds is not null).ToList();
        if (asked.Count == 0) return;
        page.Chart(Figures.Scatter(asked.Select(step => (step.Seconds, 1e3 * step.PolicySeconds!.Value)), "time, s", "policy latency, ms", "How long the policy took"))
            .Paragraph(new LatencySummary([.. asked.Select(step => step.PolicySeconds!.Value)], "from observation to chunk, as the loop waited for it", session.Robot.ChunkLength).ToString());
    }

    private static Figure Motion(SessionRecord session) => Figures.Curves([.. Enumerable.Range(0, session.Robot.ActionWidth).Select(a =>
        new LineTrace(session.Numbers.Count > a ? session.Numbers[a] : $"number {a}", [.. session.Steps.Select(step => step.Seconds)], [.. session.Steps.Select(step => step.Sent.Count > a ? step.Sent[a] : double.NaN)]))], "time, s", "sent, robot units", "What the robot was sent");

    private static Figure Gate(SessionRecord session) => Figures.Curves([new LineTrace("", [.. session.Steps.Select(step => step.Seconds)], [.. session.Steps.Select(step => step.Asked.Zip(step.Sent, (asked, sent) => Math.Abs(asked - sent)).DefaultIfEmpty(double.NaN).Max())])],
        "time, s", "greatest |asked − sent|, robot units", "What the gate changed") with { Caption = "Zero: the robot was sent what the policy asked for. A gap: nothing was asked for or sent." };

    private static string Seconds(double value) => value.ToString("0.00", CultureInfo.InvariantCulture);
}
