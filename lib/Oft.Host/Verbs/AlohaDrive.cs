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

    /// <summary>Goes on until it is stopped, or has done what was asked for.</summary>
    /// <returns>0 where it did.</returns>
    public int Run(IRobot robot, CancellationToken cancel)
    {
        var (policy, time) = (Policy(robot), TimeProvider.System);
        using var owned = policy as IDisposable;
        using var desk = new PolicyDesk(policy, time);
        using var journal = Journal is null ? null : new JournalWriter(Journal, new JournalHeader(Options.Sentence, Options.Sentence, robot.Spec, Options.Profile.Name, Source, false, DateTimeOffset.UtcNow, time.TimestampFrequency), time);
        var metrics = new RunSummary(Options.Profile);
        var view = new LoopView(robot, time);
        var cycle = new ControlCycle(robot, desk, Options, time, journal is null ? [metrics, view] : [metrics, view, journal]);
        var lines = new ConcurrentQueue<string>();                               // a terminal that stands still must not stop the loop
        var homed = false;
        cycle.Changed += (mode, _) => homed |= mode == LoopMode.Homing;
        cycle.Changed += (mode, why) => lines.Enqueue($"{DateTime.Now:HH:mm:ss.fff} {mode}: {why}");
        var operators = new OperatorDesk(cycle, view, time, () => PreFlight.ToJson(PreFlight.Look(robot, Options.Profile, time, cycle.Mode == LoopMode.Running ? null : () => Question(robot), Options.ChunkLength)));
        using var link = Options.NeedsOperator ? new OperatorLink(operators, Socket) : null;
        using var page = Options.NeedsOperator && Page is { } port ? new PageUntilDisposed(operators, robot, port) : null;
        using var loop = new ControlLoop(cycle, Options.Profile.RateHz, time);
        FirstQuestions(robot, cancel);
        loop.Begin();
        if (link is not null) Console.WriteLine($"the operator is heard at {link.Path}{(page is null ? "" : $" and at {page.Address}")}");
        else Console.WriteLine("unattended: it starts");
        var (alone, started) = (link is null, false);
        while (!cancel.IsCancellationRequested && loop.Failure is null && cycle.Mode is not LoopMode.Stopped && !(started && Options.StepLimit is not null && cycle.Mode == LoopMode.Holding))
        {
            started |= cycle.Mode == LoopMode.Running;
            if (alone && !started && !Go(cycle, Options.StartFrom is null || homed)) break;
            while (lines.TryDequeue(out var line)) Console.WriteLine(line);
            cancel.WaitHandle.WaitOne(50);
        }
        loop.Dispose();
        foreach (var line in lines) Console.WriteLine(line);
        Console.WriteLine(metrics.ToString());
        Console.WriteLine(FormattableString.Invariant($"{loop.Timing.Ticks} ticks, {loop.Timing.Lost} lost, period p99 {loop.Timing.Period(0.99):0.00} ms, longest {loop.Timing.LongestPeriod:0.0} ms"));
        if (journal is { Lost: > 0 }) Console.Error.WriteLine($"the journal lost {journal.Lost} blocks: the disk is too slow.");
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

    // Both sides compile while they answer for the first time; the arms do not wait for that.
    private void FirstQuestions(IRobot robot, CancellationToken cancel)
    {
        Console.WriteLine("waiting for the robot's joints and cameras");
        AlohaWords.Wait(robot, cancel);
        for (var question = 1; question <= 2; question++) Console.WriteLine($"question {question} was answered in {Question(robot).Took.TotalMilliseconds:0} ms");
    }

    private sealed class PageUntilDisposed(OperatorDesk desk, IRobot robot, int port) : IDisposable
    {
        private readonly OperatorHttp http = OperatorHttp.Start(desk, robot, OperatorPage.Html, port).GetAwaiter().GetResult();

        public Uri Address => http.Address;

        public void Dispose() => http.DisposeAsync().AsTask().GetAwaiter().GetResult();
    }
}
