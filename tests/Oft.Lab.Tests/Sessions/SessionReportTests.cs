using System.Text.RegularExpressions;
using Oft.Contracts;
using Oft.Lab.Sessions;

namespace Oft.Lab.Tests.Sessions;

public class SessionReportTests
{
    private static SessionRecord Session => new(RobotSpec.Aloha, "run, simulated robot", "tiny <oft>", "put the pepper into the pot", DateTimeOffset.UnixEpoch)
    {
        PreFlight = [new("cameras", true, "three at 25 Hz"), new("clock", false, "12 ms off")],
        Steps = [.. Enumerable.Range(0, 50).Select(i => new SessionStep(i * 0.04, [.. Enumerable.Repeat(0.1 * i, 14)], [.. Enumerable.Repeat(0.1 * Math.Min(i, 30), 14)], i % 25 == 0 ? 0.3 : null))],
        Events = [new(1.24, "gate", "joint 3 held at 3.0 rad, asked for 3.1")],
        Films = [("cam_high", [new("cam_high", 2, 2, new byte[12]), new("cam_high", 2, 2, new byte[12])], 25)],
        Score = (51.25, 100),
    };

    [Fact]
    public void The_page_shows_checks_timings_what_the_gate_changed_every_intervention_and_films()
    {
        var html = SessionReport.ToHtml(Session);
        foreach (var part in (string[])["tiny &lt;oft&gt;", "<td>✘</td><td>clock</td>", "51.25 of 100 points", "joint 3 held at 3.0 rad", "p50 300.0 ms", "greatest |asked − sent|, robot units", "Asked for 40 ms; n = 49", "cam_high"]) Assert.Contains(part, html);
        Assert.DoesNotMatch("(?:src|href)=\"(?!data:)", html);
    }

    [Fact]
    public void A_step_in_which_nothing_was_sent_is_a_gap_and_no_zero()
    {
        var held = Session with { Steps = [.. Session.Steps.Select((step, i) => i is 20 or 21 ? step with { Sent = [] } : step)] };
        Assert.True(Strokes(SessionReport.ToHtml(held)) > Strokes(SessionReport.ToHtml(Session)));
    }

    [Fact]
    public void A_session_that_never_moved_is_a_page_too()
    {
        var html = SessionReport.ToHtml(Session with { Steps = [], Events = [], Films = [], Score = null });
        Assert.Contains("None: neither gate nor operator changed anything.", html);
        Assert.Contains("not scored", html);
    }

    // Lines begin anew after a gap.
    private static int Strokes(string html) => Regex.Matches(html, "<path d=\"[^\"]*\" fill=\"none\" stroke-linejoin").Sum(path => path.Value.Count(letter => letter == 'M'));
}
