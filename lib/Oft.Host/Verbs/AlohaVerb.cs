using System.CommandLine;
using Oft.Aloha.Gate;
using Oft.Aloha.Ros1.Generation;
using Oft.Aloha.Ros1.Graph;
using Oft.Aloha.Ros1.Types;

namespace Oft.Host.Verbs;

/// <summary><c>oft aloha</c>: a robot on the wire, the loop, its recordings.</summary>
public static class AlohaVerb
{
    /// <summary>The command with its children.</summary>
    public static Command Create() => new("aloha", "Drive a bimanual ALOHA, or a simulated one, through ROS 1 and a safety gate; record, replay, shadow, recover.")
    {
        AlohaSimulateVerb.Create(), AlohaRunVerb.Create(), AlohaOperateVerb.Create(), AlohaSessionVerbs.Check(), AlohaSessionVerbs.Home(), AlohaSessionVerbs.Stop(), AlohaSessionVerbs.Report(), AlohaShadowVerb.Create(), AlohaReplayVerb.Create(), AlohaRecordVerb.Create(), AlohaRecoverVerb.Create(), Master(), Profile(), Messages(),
    };

    private static Command Master()
    {
        var port = new Option<int>("--port") { Description = "Where nodes look for it.", DefaultValueFactory = _ => 11311 };
        var dry = AlohaDryRun.Option();
        var command = new Command("master", "Run a ROS 1 master on this machine, where there is no roscore.") { port, dry };
        command.SetAction(async (parsed, cancel) =>
        {
            if (parsed.GetValue(dry)) return AlohaDryRun.Say($"run a master at port {parsed.GetValue(port)} of 127.0.0.1", [], []);
            await using var master = await RosMaster.Start(port: parsed.GetValue(port));
            Console.WriteLine($"master at {master.Uri}; Ctrl-C ends it.");
            return await Interruption.UntilStopped(cancel);
        });
        return command;
    }

    private static Command Profile()
    {
        var name = new Argument<string>("name") { Description = $"{string.Join(", ", GateProfile.All.Select(x => x.Name))}, or a file to check.", DefaultValueFactory = _ => GateProfile.Aloha1.Name };
        var command = new Command("profile", "Print the limits of a robot as JSON: copy them, read them, change them, sign them.") { name };
        command.SetAction(parsed => AlohaWords.Errors(() =>
        {
            Console.Write(GateProfile.Find(parsed.GetValue(name)!).ToJson());
            return 0;
        }));
        return command;
    }

    private static Command Messages()
    {
        var folder = new Argument<DirectoryInfo>("folder") { Description = "Where the files are written." };
        var types = new Option<string[]>("--type") { Description = "package/Name; by default all that the kit uses.", AllowMultipleArgumentsPerToken = true };
        var command = new Command("messages", "Write C# types for ROS messages and services.") { folder, types };
        command.SetAction(parsed => AlohaWords.Errors(() =>
        {
            var wanted = parsed.GetValue(types) is { Length: > 0 } named ? named : [.. MessageGenerator.Typed];
            parsed.GetValue(folder)!.Create();
            foreach (var (name, text) in MessageGenerator.Files(RosCatalog.House, wanted)) File.WriteAllText(Path.Combine(parsed.GetValue(folder)!.FullName, name), text);
            Console.WriteLine($"{wanted.Length} types written to {parsed.GetValue(folder)}");
            return 0;
        }));
        return command;
    }
}
