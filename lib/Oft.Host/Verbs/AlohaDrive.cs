using System.Collections.Concurrent;
using Oft.Aloha.Control;
using Oft.Aloha.Recording;
using Oft.Contracts;
using Oft.Lab.Sessions;

namespace Oft.Host.Verbs;

/// <summary>One session at a robot: the loop, who is heard, what is kept.</summary>
internal sealed record AlohaDrive
{
    /// <summary>How the loop is run.</summary>
    public required LoopOptions Options { get; init; }

    /// <summary>Whose actions are played; disposed with the session where it can be.</summary>
    public required Func<IRobot, IPolicy> Policy { get; init; }

    /// <summary>Asks whoever answers once, for what is seen now; how long that took.</summary>
    public required Func<IRobot, (ActionChunk Chunk, TimeSpan Took)> Question { get; init; }

    /// <summary>Where the actions come from, for the journal.</summary>
    public required string Source { get; init; }

    /// <summary>A new journal; null keeps none.</summary>
    public string? Journal { get; init; }

    /// <summary>Where operators are heard.</summary>
    public string Socket { get; init; } = "";

    /// <summary>The port of the operator's page; null for none.</summary>
    public int? Page { get; init; }

    /// <summary>Says how it went, once it has ended; null where nobody does.</summary>
    public Func<IRobot, JournalVerdict?>? Verdict { get; init; }

    /// <summary>Goes on until it is stopped, or has done what was asked for.</summary>
    /// <returns>0 where it did.</returns>
    public int Run(IRobot robot, CancellationToken cancel)
    {
        var time = TimeProvider.System;
        using var journal = Journal is null ? null : new JournalWriter(Journal, new JournalHeader(Options.Sentence, Options.Sentence, robot.Spec, Options.Profile.Name, Source, false, DateTimeOffset.UtcNow, time.TimestampFrequency), time);
        var summary = new RunSummary(Options.Profile);
        var status = Loop(robot, summary, journal, time, cancel);
        if (journal is { Lost: > 0 }) Console.Error.WriteLine($"the journal lost {journal.Lost} blocks: the disk is too slow.");
        if (summary.Sent > 0 && Verdict?.Invoke(robot) is { } verdict)
        {
            Console.WriteLine(FormattableString.Invariant($"{(verdict.Points is { } points ? $"{points:0.##} of 100 points" : "not scored")}{(verdict.Outcome.Length > 0 ? $": {verdict.Outcome}" : "")}"));
            journal?.Judge(verdict);
        }
        return status;
    }

    private int Loop(IRobot robot, RunSummary summary, JournalWriter? journal, TimeProvider time, CancellationToken cancel)
    {
        var policy = Policy(robot);
        using var owned = policy as IDisposable;
        using var desk = new PolicyDesk(policy, time);
        var view = new LoopView(robot, time);
        var cycle = new ControlCycle(robot, desk, Options, time, journal is null ? [summary, view] : [summary, view, journal]);
        var lines = new ConcurrentQueue<string>();                               // a terminal that stands still must not stop the loop
        var homed = false;
        cycle.Changed += (mode, _) => homed |= mode == LoopMode.Homing;
        cycle.Changed += (mode, why) => lines.Enqueue($"{DateTime.Now:HH:mm:ss.fff} {mode}: {why}");
        IReadOnlyList<SessionCheck> List() => PreFlight.Look(robot, Options.Profile, time, cycle.Mode == LoopMode.Running ? null : () => Question(robot), Options.ChunkLength);
        var operators = new OperatorDesk(cycle, view, time, () => PreFlight.ToJson(List()));
        using var link = Options.NeedsOperator ? new OperatorLink(operators, Socket) : null;
        using var page = Options.NeedsOperator && Page is { } port ? new PageUntilDisposed(operators, robot, port) : null;
        using var loop = new ControlLoop(cycle, Options.Profile.RateHz, time);
        Before(robot, List, cancel);
        loop.Begin();
        AlohaScreen.Line(link is null ? "unattended: it starts" : $"the operator is heard at {link.Path}{(page is null ? "" : $" and at {page.Address}")}");
        if (AlohaScreen.Attended) AlohaScreen.Line("any key holds the arms; Ctrl-C holds and ends");
        var (alone, started) = (link is null, false);
        while (!cancel.IsCancellationRequested && loop.Failure is null && cycle.Mode is not LoopMode.Stopped && !(started && Options.StepLimit is not null && cycle.Mode == LoopMode.Holding))
        {
            started |= cycle.Mode == LoopMode.Running;
            if (AlohaScreen.Key() is not null) cycle.Stop("a key was pressed at the loop's terminal");
            if (alone && !started && !Go(cycle, Options.StartFrom is null || homed)) break;
            while (lines.TryDequeue(out var line)) AlohaScreen.Line(line);
            AlohaScreen.Now(new RobotView(view.State(cycle)).Line);
            cancel.WaitHandle.WaitOne(50);
        }
        loop.Dispose();
        foreach (var line in lines) AlohaScreen.Line(line);
        AlohaScreen.Line(summary.ToString());
        AlohaScreen.Line(FormattableString.Invariant($"{loop.Timing.Ticks} ticks, {loop.Timing.Lost} lost, period p99 {loop.Timing.Period(0.99):0.00} ms, longest {loop.Timing.LongestPeriod:0.0} ms"));
        if (loop.Failure is { } failure) throw new InvalidOperationException($"the loop broke and holds: {failure.Message}", failure);
        return cancel.IsCancellationRequested || cycle.Mode == LoopMode.Stopped || cycle.Done ? 0 : 1;
    }

    // Without an operator: ready, home where it begins there, start. A word that was said already is said again until it is done.
    private static bool Go(ControlCycle cycle, bool homed)
    {
        switch (cycle.Mode)
        {
            case LoopMode.Idle: cycle.Ready(); return true;
            case LoopMode.Ready when homed: cycle.Start(); return true;
            case LoopMode.Ready: cycle.Home(); return true;
            case LoopMode.Homing or LoopMode.Running: return true;
            default: return false;                                               // held on its way: nobody is there to look
        }
    }

    // Both sides compile while they answer for the first time; the arms do not wait for that. The second question is the list's.
    private void Before(IRobot robot, Func<IReadOnlyList<SessionCheck>> list, CancellationToken cancel)
    {
        AlohaScreen.Line("waiting for the robot's joints and cameras");
        AlohaWords.Wait(robot, cancel);
        AlohaScreen.Line($"the first question was answered in {Question(robot).Took.TotalMilliseconds:0} ms");
        if (!AlohaDryRun.Print(list())) AlohaScreen.Line("not all is green: mend it, and go through the list again with oft aloha check");
    }

    private sealed class PageUntilDisposed(OperatorDesk desk, IRobot robot, int port) : IDisposable
    {
        private readonly OperatorHttp http = OperatorHttp.Start(desk, robot, OperatorPage.Html, port).GetAwaiter().GetResult();

        public Uri Address => http.Address;

        public void Dispose() => http.DisposeAsync().AsTask().GetAwaiter().GetResult();
    }
}
