using System.Text.Json;
using Oft.Aloha.Control;
using Oft.Aloha.Gate;
using Oft.Aloha.Recording;
using Oft.Contracts;

namespace Oft.Lab.Sessions;

/// <summary>A session for its report, read from the loop's own journal.</summary>
public static class JournalSession
{
    private const int FramesPerFilm = 60;

    /// <summary>The session of a journal, whole or cut off.</summary>
    /// <param name="journal">Open.</param>
    /// <param name="score">Points of 100 by the rubric; null takes what the journal says.</param>
    /// <param name="outcome">How it ended, in words; empty takes what the journal says.</param>
    /// <param name="preFlight">The list gone through before; empty where there was none.</param>
    public static SessionRecord Of(Journal journal, double? score = null, string outcome = "", IReadOnlyList<SessionCheck>? preFlight = null)
    {
        var header = journal.Header;
        var began = journal.Ticks.Count > 0 ? journal.Ticks[0].Time : 0;
        double Seconds(long time) => (time - began) / (double)header.ClockHz;
        var names = Names(header);
        var latencies = journal.Answers.Select(Answer).Where(x => x is not null).ToLookup(x => x!.Value.Tick, x => x!.Value.Seconds(header.ClockHz));
        return new SessionRecord(header.Robot, $"{(header.Teleoperated ? "teleoperation" : journal.Ticks.Any(x => x.Sent.Length > 0) ? "run" : "shadow")}, limits {header.Profile}", header.Source, header.Sentence, header.Started)
        {
            PreFlight = preFlight ?? [],
            Numbers = names,
            Steps = [.. journal.Ticks.Where(x => x.Mode == LoopMode.Running || x.Wanted.Length > 0 || x.Sent.Length > 0).Select(x => new SessionStep(Seconds(x.Time), x.Wanted, x.Sent, latencies[x.Tick].Select(s => (double?)s).FirstOrDefault()))],
            Events = [.. Events(journal, Seconds, names)],
            Films = [.. header.Robot.Views.Select((view, i) => (view, Film(journal, i, out var rate), rate))],
            Score = (score ?? journal.Verdict?.Points) is { } points ? (points, 100) : null,
            Outcome = outcome.Length > 0 ? outcome : journal.Verdict?.Outcome ?? "",
        };
    }

    private static IEnumerable<SessionEvent> Events(Journal journal, Func<long, double> seconds, IReadOnlyList<string> names)
    {
        var (before, noted) = (GateRule.None, "");
        foreach (var tick in journal.Ticks)
        {
            if (tick.Note.Length > 0 && !LoopView.LastsFrom(noted, tick.Note)) yield return new(seconds(tick.Time), tick.Mode is LoopMode.Fault or LoopMode.Holding ? "hold" : "loop", tick.Note);
            // A rule that goes on acting is one event.
            if (tick.Rules != before && tick.Rules != GateRule.None) yield return new(seconds(tick.Time), "gate", $"{tick.Rules}: {Difference(tick, names)}");
            (before, noted) = (tick.Rules, tick.Note);
        }
        if (journal.Damage is { } damage) yield return new(journal.Ticks.Count > 0 ? seconds(journal.Ticks[^1].Time) : 0, "journal", damage);
    }

    // A profile of one's own has the names of the house's where it has as many numbers.
    private static IReadOnlyList<string> Names(JournalHeader header) =>
        (GateProfile.All.FirstOrDefault(x => x.Name == header.Profile) ?? GateProfile.All.FirstOrDefault(x => x.Width == header.Robot.ActionWidth)) is { } limits ? [.. Enumerable.Range(0, limits.Width).Select(limits.NameOf)] : [];

    private static string Difference(JournalTick tick, IReadOnlyList<string> names)
    {
        if (tick.Sent.Length != tick.Wanted.Length || tick.Sent.Length == 0) return "nothing was sent";
        var joint = Enumerable.Range(0, tick.Sent.Length).MaxBy(i => Math.Abs(tick.Sent[i] - tick.Wanted[i]));
        return FormattableString.Invariant($"{(names.Count > joint ? names[joint] : $"number {joint}")} was asked for {tick.Wanted[joint]:0.000}, sent {tick.Sent[joint]:0.000}");
    }

    private static IReadOnlyList<CameraImage> Film(Journal journal, int view, out double rate)
    {
        var shown = journal.Ticks.Where(x => x.Frames.Length > view && x.Frames[view] > 0).DistinctBy(x => x.Frames[view]).ToList();
        var every = Math.Max(1, (shown.Count + FramesPerFilm - 1) / FramesPerFilm);
        rate = journal.Header.Robot.ControlRateHz / every;
        return [.. shown.Where((_, i) => i % every == 0).Select(x => journal.Picture(view, x.Frames[view]))];
    }

    private static (long Tick, long Asked, long Answered)? Answer(JsonElement json) =>
        json.ValueKind == JsonValueKind.Object && Number(json, "tick") is { } tick && Number(json, "asked") is { } asked && Number(json, "answered") is { } answered ? (tick, asked, answered) : null;

    private static double Seconds(this (long Tick, long Asked, long Answered) answer, long clockHz) => (answer.Answered - answer.Asked) / (double)clockHz;

    private static long? Number(JsonElement json, string name) => json.TryGetProperty(name, out var value) && value.TryGetInt64(out var number) ? number : null;
}
