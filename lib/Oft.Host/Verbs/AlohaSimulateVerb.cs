using System.CommandLine;
using Oft.Aloha.Gate;
using Oft.Aloha.Robots;
using Oft.Aloha.Ros1.Graph;
using Oft.Aloha.Ros1.Robot;
using Oft.Contracts;
using Oft.Lab.Aloha;
using Oft.Lab.Sessions;

namespace Oft.Host.Verbs;

/// <summary><c>oft aloha simulate</c>: a simulated robot as the ROS 1 graph of the real one.</summary>
internal static class AlohaSimulateVerb
{
    public static Command Create()
    {
        var master = AlohaWords.MasterOption();
        var profile = AlohaWords.ProfileOption(GateProfile.Simulated);
        var size = new Option<int>("--height") { Description = "Pixels down of a picture; 640x480 is the robot's.", DefaultValueFactory = _ => 480 };
        var own = new Option<bool>("--with-master") { Description = "Start a master in this process, at the port of --master." };
        var dry = AlohaDryRun.Option();
        var (task, state, kinematic) = (AlohaWords.TaskOption(), AlohaWords.StateOption(), new Option<bool>("--kinematic") { Description = "A robot without physics and without things: joints that turn and a pattern for pictures, light enough for any machine." });
        var command = new Command("simulate", "Serve a simulated robot at its table under the robot's topic names, rates and services, so that a bridge meets the wire of the laboratory.") { master, profile, size, own, task, state, kinematic, dry };
        command.SetAction((parsed, cancel) => Task.FromResult(AlohaWords.Errors(() =>
        {
            var (node, limits, table) = (AlohaWords.Node("/aloha_simulation", parsed.GetValue(master)), GateProfile.Find(parsed.GetValue(profile)!), parsed.GetValue(kinematic) ? null : parsed.GetValue(task));
            return parsed.GetValue(dry) ? Dry(node, parsed.GetValue(own), limits, parsed.GetValue(size), table, parsed.GetValue(state), cancel)
                : Serve(node, parsed.GetValue(own), limits, parsed.GetValue(size), table, parsed.GetValue(state), cancel).GetAwaiter().GetResult();
        })));
        return command;
    }

    private static async Task<int> Serve(RosNodeOptions options, bool ownMaster, GateProfile limits, int height, string? task, int state, CancellationToken cancel)
    {
        await using var served = ownMaster ? await RosMaster.Start(port: options.Master.Port) : null;
        using var robot = Begin(limits, height, task, state);
        AlohaWords.Wait(robot, cancel);
        await using var node = await RosNode.Start(options);
        await using var graph = await AlohaGraph.Serve(node, robot, limits, AlohaTopics.FourCameras);
        Console.WriteLine($"{node.Name} at {node.Api}, master {options.Master}: {task ?? "no task"}; joints at 100 Hz, pictures as they come. Ctrl-C ends it.");
        try
        {
            await Interruption.UntilStopped(cancel);
        }
        finally
        {
            Console.WriteLine($"{graph.Commands} commands taken.{(robot is SimulatedRobot simulated ? " " + AlohaWords.Ending(simulated) : "")}");
        }
        return 0;
    }

    private static int Dry(RosNodeOptions node, bool ownMaster, GateProfile limits, int height, string? task, int state, CancellationToken cancel)
    {
        var topics = AlohaTopics.FourCameras;
        var survey = GraphSurvey.Look(node, topics, cancel).GetAwaiter().GetResult();
        // Of the graph only the master and the name matter to who brings the rest.
        List<SessionCheck> found = [.. survey.Where(x => x.Part is "master" or "name").Select(x => ownMaster && x.Part == "master" ? new SessionCheck("master", !x.There, x.There ? $"a master is at {node.Master} already" : $"nobody is at {node.Master}") : new SessionCheck(x.Part, x.There, x.Found))];
        if (task is not null) found.Add(SimulatedAloha.Find(task) is { } known ? new("task", true, $"{known.Suite}: {known.Sentence}") : new("task", false, $"there is no simulated task '{task}'"));
        return AlohaDryRun.Say($"serve a robot as node {node.Name}{(ownMaster ? ", with a master of its own" : "")}",
        [
            ("robot", task is null ? "without physics" : $"simulated, initial state {state}"),
            ("limits", limits.Name),
            ("publishes", $"{string.Join(", ", topics.States)}, 100 a second; {string.Join(", ", topics.Cameras)}, {height * 4 / 3}x{height}"),
            ("takes", string.Join(", ", topics.Commands)),
        ], found);
    }

    private static IRobot Begin(GateProfile limits, int height, string? task, int state)
    {
        if (task is not null) return AlohaWords.Simulated(task, AlohaTopics.FourViews, height, state);
        var robot = new KinematicRobot(limits, TimeProvider.System, AlohaTopics.FourViews, width: height * 4 / 3, height: height);
        robot.Begin();
        return robot;
    }
}
