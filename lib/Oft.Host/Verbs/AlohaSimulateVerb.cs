using System.CommandLine;
using Oft.Aloha.Gate;
using Oft.Aloha.Robots;
using Oft.Aloha.Ros1.Graph;
using Oft.Aloha.Ros1.Robot;

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
        var command = new Command("simulate", "Serve a robot without physics under the robot's topic names, rates and services, so that a bridge meets the wire of the laboratory.") { master, profile, size, own };
        command.SetAction(async (parsed, cancel) =>
        {
            var options = AlohaWords.Node("/aloha_simulation", parsed.GetValue(master));
            await using var served = parsed.GetValue(own) ? await RosMaster.Start(port: options.Master.Port) : null;
            var limits = GateProfile.Find(parsed.GetValue(profile)!);
            using var robot = new KinematicRobot(limits, TimeProvider.System, AlohaTopics.FourViews, width: parsed.GetValue(size) * 4 / 3, height: parsed.GetValue(size));
            robot.Begin();
            await using var node = await RosNode.Start(options);
            await using var graph = await AlohaGraph.Serve(node, robot, limits, AlohaTopics.FourCameras);
            Console.WriteLine($"{node.Name} at {node.Api}, master {options.Master}: joints at 100 Hz, pictures at 30 Hz. Ctrl-C ends it.");
            await Interruption.UntilStopped(cancel);
            Console.WriteLine($"{graph.Commands} commands taken.");
            return 0;
        });
        return command;
    }
}
