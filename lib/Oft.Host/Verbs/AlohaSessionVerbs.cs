using System.CommandLine;
using Oft.Aloha.Control;
using Oft.Lab.Sessions;

namespace Oft.Host.Verbs;

/// <summary><c>oft aloha check | home | stop | report</c>: a session from a second terminal.</summary>
internal static class AlohaSessionVerbs
{
    private const string Reached = "start pose is reached";

    public static Command Check() => Line("check", "The list before the arms move: limits, joints, cameras, motors, place, policy. Commands nothing.", null, (line, _) =>
    {
        return AlohaDryRun.Print(PreFlight.Read(line.Say("check"))) ? 0 : 1;
    });

    public static Command Home() => Line("home", "Slowly to the start pose; ends when it is reached. Ctrl-C holds.", "say ready, then home, and go on giving signs of life until the start pose is reached", (line, cancel) =>
    {
        string answer;
        Say("ready");
        cancel.WaitHandle.WaitOne(200);
        answer = Say("home");
        var moved = false;
        while (!cancel.IsCancellationRequested && !(moved && !answer.StartsWith(nameof(LoopMode.Homing), StringComparison.Ordinal)))
        {
            cancel.WaitHandle.WaitOne(100);
            answer = Say("beat");
            // Where it stands there already it is home before anybody sees it move.
            if (answer.Contains(Reached, StringComparison.Ordinal)) break;
            if (!moved && (answer.Contains(", but ", StringComparison.Ordinal) || !answer.StartsWith(nameof(LoopMode.Homing), StringComparison.Ordinal) && !answer.StartsWith(nameof(LoopMode.Ready), StringComparison.Ordinal))) break;
            moved |= answer.StartsWith(nameof(LoopMode.Homing), StringComparison.Ordinal);
        }
        if (cancel.IsCancellationRequested) answer = line.Say("hold");
        Console.WriteLine(answer);
        return answer.Contains(Reached, StringComparison.Ordinal) ? 0 : 1;

        string Say(string word) => line.Say(word) is var said && said.StartsWith("error ", StringComparison.Ordinal) ? throw new InvalidOperationException(said[6..]) : said;
    });

    public static Command Stop() => Line("stop", "Holds, whoever has the lease. The power switch of the arms stays in your hand.", "say hold: the arms stay where they are, torque on", (line, _) =>
    {
        // What the loop says of itself is as old as its last period; a person who stops wants to read that it stands.
        var answer = line.Say("hold");
        for (var end = DateTime.UtcNow.AddSeconds(1); !Stands(answer) && DateTime.UtcNow < end; answer = line.Say("hold")) Thread.Sleep(20);
        Console.WriteLine(answer);
        return Stands(answer) ? 0 : 1;

        static bool Stands(string said) => new[] { LoopMode.Holding, LoopMode.Stopped, LoopMode.Idle }.Any(mode => said.StartsWith(mode.ToString(), StringComparison.Ordinal));
    });

    public static Command Report()
    {
        var file = new Argument<FileInfo>("journal") { Description = "What oft aloha run --record wrote, whole or cut off." };
        var page = new Option<FileInfo>("--page") { Description = "Where the report is written.", DefaultValueFactory = _ => new FileInfo("session.html") };
        var score = new Option<double?>("--score") { Description = "Points of 100 by the task's rubric." };
        var outcome = new Option<string>("--outcome") { Description = "How it ended, in your words.", DefaultValueFactory = _ => "" };
        var command = new Command("report", "A page of a session: films, timings, what was asked and sent, every intervention.") { file, page, score, outcome };
        command.SetAction(parsed => AlohaWords.Errors(() =>
        {
            if (parsed.GetValue(score) is < 0 or > 100) throw new ArgumentException("--score: expected points from 0 to 100.");
            AlohaWords.Report(parsed.GetValue(file)!.FullName, parsed.GetValue(page)!, parsed.GetValue(score), parsed.GetValue(outcome)!);
            return 0;
        }));
        return command;
    }

    private static Command Line(string name, string what, string? would, Func<OperatorClient, CancellationToken, int> act)
    {
        var socket = AlohaWords.SocketArgument();
        var (command, dry) = (new Command(name, what) { socket }, AlohaDryRun.Option());
        if (would is not null) command.Add(dry);
        command.SetAction((parsed, cancel) => Task.FromResult(AlohaWords.Errors(() =>
        {
            var place = AlohaWords.SocketOf(parsed, socket);
            using var line = new OperatorClient(place);
            return would is not null && parsed.GetValue(dry) ? AlohaWords.Dry(would, place, line) : act(line, cancel);
        })));
        return command;
    }
}
