using System.CommandLine;
using System.Diagnostics;
using Oft.Aloha.Control;
using Oft.Aloha.Recording;
using Oft.Aloha.Robots;
using Oft.Aloha.Wire.Clients;
using Oft.Contracts;
using Oft.Lab.Sessions;

namespace Oft.Host.Verbs;

/// <summary><c>oft aloha run</c>: a policy drives a robot through the gate.</summary>
internal static class AlohaRunVerb
{
    public static Command Create()
    {
        var rig = new AlohaRig();
        var (server, sentence, playback, steps, record, dry) = (AlohaWords.ServerOption(), AlohaWords.SentenceOption(), AlohaWords.PlaybackOption(), AlohaWords.StepsOption(), AlohaWords.RecordOption(), AlohaDryRun.Option());
        var shadow = new Option<bool>("--shadow") { Description = "The policy runs, nothing is commanded." };
        var (socket, page) = (AlohaWords.SocketOption(), AlohaWords.PageOption());
        var alone = new Option<bool>("--unattended") { Description = "No operator has to give signs of life, and it starts by itself. Only with --kinematic, --simulated or --shadow." };
        var report = new Option<FileInfo?>("--report") { Description = "The session's page, written at its end. Needs --record." };
        var points = new Option<double?>("--points") { Description = "Points of 100 by the task's rubric, for a run that no terminal can ask about at its end; a simulated table in this process gives its own. Needs --record." };
        var command = new Command("run", "Run a policy on a robot: look, ask, gate, send, record, 25 times a second. Ctrl-C holds and ends.") { server, sentence, playback, shadow, record, report, points, steps, socket, page, alone, dry };
        foreach (var option in rig.Options) command.Add(option);
        command.SetAction((parsed, cancel) => Task.FromResult(AlohaWords.Errors(() =>
        {
            var choice = rig.Of(parsed, "/oft", parsed.GetValue(sentence)!);
            if (parsed.GetValue(alone) && choice.Node is not null && !parsed.GetValue(shadow)) throw new ArgumentException("--unattended: a real robot needs somebody who watches. Use --operator.");
            if (parsed.GetValue(report) is not null && parsed.GetValue(record) is null) throw new ArgumentException("--report is made of a journal: name one with --record.");
            if (parsed.GetValue(points) is not null && parsed.GetValue(record) is null) throw new ArgumentException("--points are kept in a journal: name one with --record.");
            var given = parsed.GetValue(points) is { } known ? new JournalVerdict(known, "") : null;
            var options = new LoopOptions { Profile = choice.Profile, Sentence = parsed.GetValue(sentence)!, Playback = parsed.GetValue(playback), Shadow = parsed.GetValue(shadow), NeedsOperator = !parsed.GetValue(alone), StepLimit = parsed.GetValue(steps) };
            var drive = Of(options, parsed.GetValue(server)!) with
            {
                Journal = parsed.GetValue(record)?.FullName, Socket = parsed.GetValue(socket)!, Page = parsed.GetValue(page), Verdict = robot => Verdict(robot, options, given, parsed.GetValue(record) is not null),
            };
            if (parsed.GetValue(dry)) return Dry(choice, drive, parsed.GetValue(server)!, parsed.GetValue(record), cancel);
            return choice.With(robot =>
            {
                var status = drive.Run(robot, cancel);
                if (parsed.GetValue(report) is { } file) AlohaWords.Report(drive.Journal!, file);
                return status;
            });
        })));
        return command;
    }

    /// <summary>A session with a policy behind an address.</summary>
    public static AlohaDrive Of(LoopOptions options, Uri server) => new()
    {
        Options = options, Source = server.ToString(), Policy = robot => AlohaWords.Policy(server, robot.Spec), Question = robot => Question(robot, server, options),
    };

    /// <summary>What a session with a policy would do.</summary>
    public static int Dry(AlohaRig.Choice choice, AlohaDrive drive, Uri server, FileInfo? record, CancellationToken cancel)
    {
        var (fits, said) = PolicySurvey.Look(server, RobotSpec.Aloha, cancel).GetAwaiter().GetResult();
        List<SessionCheck> found = [.. choice.Look(cancel), new("policy", fits, said)];
        if (record is not null) found.Add(AlohaDryRun.NewFile("journal", record));
        return AlohaDryRun.Say(drive.Options.Shadow ? "run a policy and command nothing" : "run a policy on a robot, through the gate", Facts(choice, drive), found);
    }

    /// <summary>What a session is made of, for a dry run.</summary>
    public static IEnumerable<(string, string)> Facts(AlohaRig.Choice choice, AlohaDrive drive) =>
    [
        ("robot", choice.Text),
        .. choice.Topics,
        ("sentence", drive.Options.Sentence),
        ("actions", $"from {drive.Source}, {drive.Options.Profile.RateHz} a second, {drive.Options.Playback.ToString().ToLowerInvariant()}{(drive.Options.StepLimit is { } steps ? $", {steps} of them" : "")}"),
        ("operator", !drive.Options.NeedsOperator ? "nobody: it starts by itself" : $"must be heard at {drive.Socket}{(drive.Page is { } port ? $", or at a page of 127.0.0.1, port {(port == 0 ? "any" : port)}" : "")}"),
    ];

    // What the command line says, else what the simulated table knows, else whoever sits at the terminal. A shadow has nothing to score.
    private static JournalVerdict? Verdict(IRobot robot, LoopOptions options, JournalVerdict? given, bool kept) =>
        options.Shadow ? null : given ?? (robot is SimulatedRobot table ? new JournalVerdict(table.Score, AlohaWords.Ending(table)) : kept && AlohaScreen.Attended ? AlohaScore.Ask(options.Sentence, Console.In, Console.Out) : null);

    private static (ActionChunk Chunk, TimeSpan Took) Question(IRobot robot, Uri server, LoopOptions options)
    {
        using var policy = new ActClient(server, robot.Spec, new ClientSettings { Budget = TimeSpan.FromMinutes(2) });
        var clock = Stopwatch.StartNew();
        return (policy.Act(new Observation([.. robot.Frames.Select(x => options.Prepare(x!.Image))], robot.State!.Position, options.Sentence)), clock.Elapsed);
    }
}
