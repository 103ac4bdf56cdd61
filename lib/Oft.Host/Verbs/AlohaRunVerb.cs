using System.Collections.Concurrent;
using System.CommandLine;
using System.Diagnostics;
using Oft.Aloha.Control;
using Oft.Aloha.Gate;
using Oft.Aloha.Recording;
using Oft.Aloha.Robots;
using Oft.Aloha.Ros1.Graph;
using Oft.Aloha.Ros1.Robot;
using Oft.Aloha.Wire.Clients;
using Oft.Contracts;

namespace Oft.Host.Verbs;

/// <summary><c>oft aloha run</c>: a policy drives a robot through the gate.</summary>
internal static class AlohaRunVerb
{
    public static Command Create()
    {
        var (server, sentence, master, profile) = (AlohaWords.ServerOption(), AlohaWords.SentenceOption(), AlohaWords.MasterOption(), AlohaWords.ProfileOption(GateProfile.Aloha1));
        var kinematic = new Option<bool>("--kinematic") { Description = "A robot without physics in this process, instead of one behind ROS." };
        var (simulated, state) = (new Option<bool>("--simulated") { Description = "The sentence's own simulated table in this process." }, AlohaWords.StateOption());
        var playback = new Option<ChunkPlayback>("--playback") { Description = "openloop as the paper, overlap, or blend." };
        var shadow = new Option<bool>("--shadow") { Description = "The policy runs, nothing is commanded." };
        var record = new Option<FileInfo?>("--record") { Description = "A new journal of everything that happens." };
        var steps = new Option<long?>("--steps") { Description = "Hold after so many actions." };
        var socket = new Option<string>("--operator") { Description = "The socket where the operator's words are heard: beat, ready, home, start, hold, rest.", DefaultValueFactory = _ => Path.Combine(Path.GetTempPath(), $"oft-aloha-{Environment.ProcessId}.sock") };
        var alone = new Option<bool>("--unattended") { Description = "No operator has to give signs of life, and it starts by itself. Only with --kinematic, --simulated or --shadow." };
        var command = new Command("run", "Run a policy on a robot: look, ask, gate, send, record, 25 times a second. Ctrl-C holds and ends.") { server, sentence, master, profile, kinematic, simulated, state, playback, shadow, record, steps, socket, alone };
        command.SetAction((parsed, cancel) => Task.FromResult(AlohaWords.Errors(() =>
        {
            var real = !parsed.GetValue(kinematic) && !parsed.GetValue(simulated);
            if (parsed.GetValue(alone) && real && !parsed.GetValue(shadow)) throw new ArgumentException("--unattended: a real robot needs somebody who watches. Use --operator.");
            var options = new LoopOptions
            {
                Profile = GateProfile.Find(parsed.GetResult(profile) is { Implicit: false } || real ? parsed.GetValue(profile)! : GateProfile.Simulated.Name),
                Sentence = parsed.GetValue(sentence)!, Playback = parsed.GetValue(playback), Shadow = parsed.GetValue(shadow), NeedsOperator = !parsed.GetValue(alone), StepLimit = parsed.GetValue(steps),
            };
            return parsed.GetValue(simulated) ? Simulated(options, parsed.GetValue(state), parsed.GetValue(server)!, parsed.GetValue(record), parsed.GetValue(socket)!, cancel)
                : parsed.GetValue(kinematic) ? Kinematic(options, parsed.GetValue(server)!, parsed.GetValue(record), parsed.GetValue(socket)!, cancel)
                : Ros(options, parsed.GetValue(master), parsed.GetValue(server)!, parsed.GetValue(record), parsed.GetValue(socket)!, cancel).GetAwaiter().GetResult();
        })));
        return command;
    }

    private static int Simulated(LoopOptions options, int state, Uri server, FileInfo? record, string socket, CancellationToken cancel)
    {
        using var robot = AlohaWords.Simulated(options.Sentence, RobotSpec.Aloha, 240, state);
        var status = Drive(robot, options, server, record, socket, cancel);
        Console.WriteLine(AlohaWords.Ending(robot));
        return status;
    }

    private static int Kinematic(LoopOptions options, Uri server, FileInfo? record, string socket, CancellationToken cancel)
    {
        using var robot = new KinematicRobot(options.Profile, TimeProvider.System, width: 640, height: 480);
        robot.Begin();
        return Drive(robot, options, server, record, socket, cancel);
    }

    private static async Task<int> Ros(LoopOptions options, Uri? master, Uri server, FileInfo? record, string socket, CancellationToken cancel)
    {
        await using var node = await RosNode.Start(AlohaWords.Node("/oft", master));
        using var robot = await Ros1Aloha.Join(node, options.Profile);
        return Drive(robot, options, server, record, socket, cancel);
    }

    private static int Drive(IRobot robot, LoopOptions options, Uri server, FileInfo? record, string socket, CancellationToken cancel)
    {
        using var policy = AlohaWords.Policy(server, robot.Spec);
        using var desk = new PolicyDesk(policy, TimeProvider.System);
        using var journal = record is null ? null : new JournalWriter(record.FullName, new JournalHeader(options.Sentence, options.Sentence, robot.Spec, options.Profile.Name, server.ToString(), false, DateTimeOffset.UtcNow, TimeProvider.System.TimestampFrequency), TimeProvider.System);
        var metrics = new RunSummary(options.Profile.RateHz);
        var cycle = new ControlCycle(robot, desk, options, TimeProvider.System, journal is null ? [metrics] : [metrics, journal]);
        var lines = new ConcurrentQueue<string>();                               // a terminal that stands still must not stop the loop
        cycle.Changed += (mode, why) => lines.Enqueue($"{DateTime.Now:HH:mm:ss.fff} {mode}: {why}");
        using var link = options.NeedsOperator ? new OperatorLink(cycle, socket) : null;
        using var loop = new ControlLoop(cycle, options.Profile.RateHz, TimeProvider.System);
        FirstQuestion(robot, server, options, cancel);
        loop.Begin();
        if (link is not null) Console.WriteLine($"the operator is heard at {link.Path}");
        else
        {
            cycle.Ready();
            Console.WriteLine("unattended: it starts");
        }
        var started = false;
        while (!cancel.IsCancellationRequested && loop.Failure is null && cycle.Mode is not LoopMode.Stopped && !(started && options.StepLimit is not null && cycle.Mode == LoopMode.Holding))
        {
            if (link is null && cycle.Mode == LoopMode.Ready && !started)
            {
                cycle.Start();
                started = true;
            }
            started |= cycle.Mode == LoopMode.Running;
            while (lines.TryDequeue(out var line)) Console.WriteLine(line);
            cancel.WaitHandle.WaitOne(50);
        }
        loop.Dispose();
        foreach (var line in lines) Console.WriteLine(line);
        Console.WriteLine(metrics.ToString());
        Console.WriteLine(FormattableString.Invariant($"{loop.Timing.Ticks} ticks, {loop.Timing.Lost} lost, period p99 {loop.Timing.Period(0.99):0.00} ms, longest {loop.Timing.LongestPeriod:0.0} ms"));
        if (journal is { Lost: > 0 }) Console.Error.WriteLine($"the journal lost {journal.Lost} blocks: the disk is too slow.");
        if (loop.Failure is { } failure) throw new InvalidOperationException($"the loop broke and holds: {failure.Message}", failure);
        return cancel.IsCancellationRequested || cycle.Mode == LoopMode.Stopped || metrics.Sent >= options.StepLimit ? 0 : 1;
    }

    // Both sides compile while they answer for the first time; the arms do not wait for that.
    private static void FirstQuestion(IRobot robot, Uri server, LoopOptions options, CancellationToken cancel)
    {
        Console.WriteLine("waiting for the robot's joints and cameras");
        AlohaWords.Wait(robot, cancel);
        using var policy = new ActClient(server, robot.Spec, new ClientSettings { Budget = TimeSpan.FromMinutes(2) });
        var clock = Stopwatch.StartNew();
        for (var question = 1; question <= 2; question++, clock.Restart())
        {
            policy.Act(new Observation([.. robot.Frames.Select(x => options.Prepare(x!.Image))], robot.State!.Position, options.Sentence));
            Console.WriteLine($"the policy answered question {question} in {clock.ElapsedMilliseconds} ms");
        }
    }
}
