using System.CommandLine;
using System.CommandLine.Parsing;
using System.Text.Json;
using Oft.Aloha.Arms;
using Oft.Aloha.Control;
using Oft.Aloha.Gate;
using Oft.Aloha.Recording;
using Oft.Aloha.Robots;
using Oft.Aloha.Ros1.Graph;
using Oft.Aloha.Ros1.Types;
using Oft.Aloha.Wire.Clients;
using Oft.Contracts;
using Oft.Lab.Aloha;
using Oft.Lab.Sessions;

namespace Oft.Host.Verbs;

/// <summary>What the verbs of <c>oft aloha</c> share: options, and errors with a name.</summary>
internal static class AlohaWords
{
    public static Option<Uri?> MasterOption() => new("--master") { Description = "The ROS master; ROS_MASTER_URI, or port 11311 of this machine.", CustomParser = Address };

    public static Option<string> ProfileOption(GateProfile standard) => new("--profile") { Description = $"The robot's limits: {string.Join(", ", GateProfile.All.Select(x => x.Name))}, or a file.", DefaultValueFactory = _ => standard.Name };

    public static Option<Uri> ServerOption() => new("--server") { Description = "The policy's POST /act, as oft serve or the published server offers it.", DefaultValueFactory = _ => new Uri("http://127.0.0.1:8777/act"), CustomParser = x => Address(x)! };

    public static Option<string> SentenceOption() => new("--sentence") { Description = "The task in words.", Required = true };

    public static Option<string> TaskOption() => new("--task") { Description = $"What stands on the simulated table, by its sentence: {string.Join("; ", SimulatedAloha.Sentences)}.", DefaultValueFactory = _ => SimulatedAloha.Sentences[0] };

    public static Option<int> StateOption() => new("--state") { Description = "Which of the task's fixed initial states, 0 to 49." };

    public static Option<ChunkPlayback> PlaybackOption() => new("--playback") { Description = "openloop as the paper, overlap, or blend." };

    public static Option<long?> StepsOption() => new("--steps") { Description = "Hold after so many actions." };

    public static Option<FileInfo?> RecordOption() => new("--record") { Description = "A new journal of everything that happens." };

    public static Option<string> SocketOption() => new("--operator") { Description = "The socket where operators are heard: oft aloha operate, check, home, stop, and lab.Robot in a notebook.", DefaultValueFactory = _ => Path.Combine(Path.GetTempPath(), $"oft-aloha-{Environment.ProcessId}.sock") };

    public static Argument<string?> SocketArgument() => new("socket") { Description = "Where oft aloha run listens; it prints the path. Default: the newest loop of this machine.", Arity = ArgumentArity.ZeroOrOne };

    /// <summary>The socket that was given, else the newest loop's.</summary>
    /// <exception cref="IOException">None was given, and no loop runs.</exception>
    public static string SocketOf(ParseResult parsed, Argument<string?> socket) => parsed.GetValue(socket) ?? NewestSocket();

    public static Option<int?> PageOption() => new("--page") { Description = "Serve the operator's page at this port of this machine; 0 takes a free one." };

    /// <summary>Writes a session's page from its journal.</summary>
    /// <param name="path">The journal.</param>
    /// <param name="page">Where the page is written.</param>
    /// <param name="score">Points of 100; null takes what the journal says.</param>
    /// <param name="outcome">In words; empty takes what the journal says.</param>
    public static void Report(string path, FileInfo page, double? score = null, string outcome = "")
    {
        using var journal = Journal.Open(path);
        File.WriteAllText(page.FullName, SessionReport.ToHtml(JournalSession.Of(journal, score, outcome)));
        Console.WriteLine($"{journal.Ticks.Count} ticks; report: {page}");
    }

    /// <summary>A simulated robot, going on by itself.</summary>
    public static SimulatedRobot Simulated(string sentence, RobotSpec views, int height, int state)
    {
        var robot = SimulatedAloha.Open(sentence, views, height, state, TimeProvider.System);
        robot.Begin();
        return robot;
    }

    /// <summary>The socket of the loop that began last on this machine.</summary>
    private static string NewestSocket()
    {
        foreach (var path in Directory.GetFiles(Path.GetTempPath(), "oft-aloha-*.sock").OrderByDescending(File.GetCreationTimeUtc))
            try
            {
                using var line = new OperatorClient(path);
                return path;
            }
            catch (IOException)
            {
                // Left behind by a loop that was killed.
            }
        throw new IOException("no loop runs on this machine: oft aloha run starts one.");
    }

    /// <summary>What an operator's verb would say to a loop; only looks are asked of it.</summary>
    public static int Dry(string would, string socket, OperatorClient line)
    {
        using var state = JsonDocument.Parse(line.Say("show"));
        string Said(string name) => state.RootElement.TryGetProperty(name, out var value) ? value.ToString() : "not said";
        return AlohaDryRun.Say(would, [("loop", socket), ("mode", $"{Said("mode")}: {Said("reason")}"), ("limits", Said("profile")), ("sentence", Said("sentence"))], PreFlight.Read(line.Say("check")));
    }

    /// <summary>Until a robot has said something of its joints and cameras.</summary>
    public static void Wait(IRobot robot, CancellationToken cancel)
    {
        while (robot.State is null || robot.Frames.Any(x => x is null))
        {
            cancel.ThrowIfCancellationRequested();
            if (robot.Trouble is { } trouble) throw new InvalidOperationException(trouble);
            cancel.WaitHandle.WaitOne(50);
        }
    }

    /// <summary>How a simulated episode stands.</summary>
    public static string Ending(SimulatedRobot robot) =>
        $"{(robot.Success ? "The goal holds" : "The goal does not hold")}{(robot.Score is { } points ? $", {points:0} of 100 points" : "")}{(robot.Late > 0 ? $"; {robot.Late} periods took longer than they last: this machine is too slow for real time at this picture size" : "")}.";

    private static Uri? Address(ArgumentResult result)
    {
        var text = result.Tokens.Count > 0 ? result.Tokens[0].Value : "";
        if (Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "http") return uri;
        result.AddError($"expected an address such as http://127.0.0.1:8777/act, got '{text}'.");
        return null;
    }

    /// <summary>A policy behind an address. Its answers are worth nothing after a second; the loop decides, this only ends the waiting.</summary>
    public static ActClient Policy(Uri server, RobotSpec robot) => new(server, robot, new ClientSettings { Budget = TimeSpan.FromSeconds(5) });

    public static RosNodeOptions Node(string name, Uri? master) => new RosNodeOptions { Name = name, Log = AlohaScreen.Aside } is var options && master is not null ? options with { Master = master } : options;

    public static int Errors(Func<int> verb) => Named.Errors(() =>
    {
        try
        {
            return verb();
        }
        catch (Exception e) when (e is GateProfileException or RosFormatException or RosServiceException or AlohaDataException or NoChunkException)
        {
            throw new InvalidDataException(e.Message, e);
        }
    });
}
