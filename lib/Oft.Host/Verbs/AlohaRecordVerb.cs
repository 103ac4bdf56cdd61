using System.CommandLine;
using Oft.Aloha.Gate;
using Oft.Aloha.Recording;
using Oft.Aloha.Ros1.Graph;
using Oft.Aloha.Ros1.Robot;
using Oft.Aloha.Teleoperation;
using Oft.Contracts;
using Oft.Lab.Sessions;

namespace Oft.Host.Verbs;

/// <summary><c>oft aloha record</c>: somebody leads a simulated robot, and it is recorded.</summary>
internal static class AlohaRecordVerb
{
    public static Command Create()
    {
        var file = new Argument<FileInfo>("journal") { Description = "A new file." };
        var (sentence, state) = (AlohaWords.SentenceOption(), AlohaWords.StateOption());
        var dry = AlohaDryRun.Option();
        var (leaders, master, profile) = (new Option<bool>("--leaders") { Description = "Lead the real followers with the two leader arms behind ROS instead; Ctrl-C ends it." }, AlohaWords.MasterOption(), AlohaWords.ProfileOption(GateProfile.Aloha1));
        var command = new Command("record", "Lead a simulated robot at its table by keys and record it: tab other arm, 1-6 and q w e r t z joints, o c gripper, escape ends.") { file, sentence, state, leaders, master, profile, dry };
        command.SetAction((parsed, cancel) => Task.FromResult(AlohaWords.Errors(() =>
        {
            if (parsed.GetValue(dry)) return Dry(parsed.GetValue(file)!, parsed.GetValue(sentence)!, parsed.GetValue(leaders) ? AlohaWords.Node("/oft_record", parsed.GetValue(master)) : null, GateProfile.Find(parsed.GetValue(profile)!), cancel);
            if (parsed.GetValue(leaders)) return Leaders(parsed.GetValue(file)!, parsed.GetValue(sentence)!, GateProfile.Find(parsed.GetValue(profile)!), parsed.GetValue(master), cancel).GetAwaiter().GetResult();
            if (Console.IsInputRedirected) throw new InvalidOperationException("record: the keyboard is needed; run it in a terminal.");
            var simulated = GateProfile.Simulated;
            using var robot = AlohaWords.Simulated(parsed.GetValue(sentence)!, RobotSpec.Aloha, 480, parsed.GetValue(state));
            AlohaWords.Wait(robot, cancel);
            return Record(robot, new KeyboardLeader(() => Console.KeyAvailable ? Console.ReadKey(intercept: true).KeyChar : null), "keyboard", parsed.GetValue(file)!, parsed.GetValue(sentence)!, simulated, cancel);
        })));
        return command;
    }

    private static int Dry(FileInfo file, string sentence, RosNodeOptions? node, GateProfile profile, CancellationToken cancel)
    {
        var topics = new AlohaTopics();
        var found = new List<SessionCheck> { AlohaDryRun.NewFile("journal", file) };
        if (node is not null) found.AddRange(GraphSurvey.Look(node, topics, cancel).GetAwaiter().GetResult().Select(x => new SessionCheck(x.Part, x.There, x.Found)));
        return AlohaDryRun.Say(node is null ? "let keys lead a simulated robot in this process and record it" : "let the leader arms lead the followers through the gate and record it",
        [
            ("robot", node is null ? "simulated in this process" : $"ROS 1, master {node.Master}, as node {node.Name}"),
            ("limits", node is null ? GateProfile.Simulated.Name : profile.Name),
            ("sentence", sentence),
            .. node is null ? Array.Empty<(string, string)>() : [("publishes", string.Join(", ", topics.Commands)), ("reads", string.Join(", ", topics.Leaders.Concat(topics.States).Concat(topics.Cameras)))],
        ], found);
    }

    private static async Task<int> Leaders(FileInfo file, string sentence, GateProfile profile, Uri? master, CancellationToken cancel)
    {
        await using var node = await RosNode.Start(AlohaWords.Node("/oft_record", master));
        using var robot = await Ros1Aloha.Join(node, profile);
        var leader = await RosLeader.Join(node);
        Console.WriteLine("waiting for followers, leaders and cameras");
        while (!leader.Fresh || robot.State is null || robot.Frames.Any(x => x is null)) await Task.Delay(50, cancel);
        return Record(robot, leader, "leaders", file, sentence, profile, cancel);
    }

    private static int Record(IRobot robot, ILeader leader, string source, FileInfo file, string sentence, GateProfile profile, CancellationToken cancel)
    {
        var time = TimeProvider.System;
        using var journal = new JournalWriter(file.FullName, new JournalHeader(sentence, sentence, robot.Spec, profile.Name, source, true, DateTimeOffset.UtcNow, time.TimestampFrequency), time);
        var run = new TeleoperationRun(robot, leader, profile, time, journal);
        var (ticks, started) = (0, time.GetTimestamp());
        string? holding = null;
        while (!cancel.IsCancellationRequested && run.Step())
        {
            if (run.Holding != holding) Console.WriteLine((holding = run.Holding) is null ? "following again" : $"holding: {holding}");
            var left = TimeSpan.FromSeconds(++ticks * profile.Period) - time.GetElapsedTime(started);
            if (left > TimeSpan.Zero) cancel.WaitHandle.WaitOne(left);
        }
        Console.WriteLine($"{ticks} ticks recorded; oft aloha recover makes an episode of them.");
        return 0;
    }
}
