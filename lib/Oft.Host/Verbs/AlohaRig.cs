using System.CommandLine;
using Oft.Aloha.Gate;
using Oft.Aloha.Robots;
using Oft.Aloha.Ros1.Graph;
using Oft.Aloha.Ros1.Robot;
using Oft.Contracts;
using Oft.Lab.Sessions;

namespace Oft.Host.Verbs;

/// <summary>Which robot a verb drives: the one behind ROS, or one in this process.</summary>
internal sealed class AlohaRig
{
    private const int PictureHeight = 240;

    private readonly Option<Uri?> master = AlohaWords.MasterOption();
    private readonly Option<string> profile = AlohaWords.ProfileOption(GateProfile.Aloha1);
    private readonly Option<bool> kinematic = new("--kinematic") { Description = "A robot without physics in this process, instead of one behind ROS." };
    private readonly Option<bool> simulated = new("--simulated") { Description = "The sentence's own simulated table in this process." };
    private readonly Option<int> state = AlohaWords.StateOption();

    /// <summary>What is said on the command line.</summary>
    public IEnumerable<Option> Options => [master, profile, kinematic, simulated, state];

    /// <summary>The robot that was chosen.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="node">The name it would have in a ROS graph.</param>
    /// <param name="sentence">Names the simulated table.</param>
    public Choice Of(ParseResult parsed, string node, string sentence)
    {
        var real = !parsed.GetValue(kinematic) && !parsed.GetValue(simulated);
        var limits = GateProfile.Find(parsed.GetResult(profile) is { Implicit: false } || real ? parsed.GetValue(profile)! : GateProfile.Simulated.Name);
        return new Choice(limits, real ? AlohaWords.Node(node, parsed.GetValue(master)) : null, parsed.GetValue(simulated) ? sentence : null, parsed.GetValue(state));
    }

    /// <summary>One robot.</summary>
    /// <param name="Profile">Its limits.</param>
    /// <param name="Node">How it is met in a ROS graph; null for one in this process.</param>
    /// <param name="Table">The sentence of its simulated table; null without physics.</param>
    /// <param name="State">The table's initial state.</param>
    public sealed record Choice(GateProfile Profile, RosNodeOptions? Node, string? Table, int State)
    {
        /// <summary>In words.</summary>
        public string Text => Node is { } node ? $"ROS 1, master {node.Master}, as node {node.Name}" : Table is { } table ? $"simulated in this process: {table}, state {State}" : "without physics, in this process";

        /// <summary>What would be registered in a graph, for a dry run.</summary>
        public IEnumerable<(string, string)> Topics => Node is null ? [] : Words(new AlohaTopics());

        /// <summary>Meets it, and leaves it again.</summary>
        public int With(Func<IRobot, int> act)
        {
            if (Node is { } node) return Ros(node, act).GetAwaiter().GetResult();
            using var robot = InProcess();
            var status = act(robot);
            if (robot is SimulatedRobot table) Console.WriteLine(AlohaWords.Ending(table));
            return status;
        }

        /// <summary>The list before the arms move, from outside: a graph is not joined.</summary>
        public IReadOnlyList<SessionCheck> Look(CancellationToken cancel)
        {
            var signed = new SessionCheck("limits", true, $"{Profile.Name}, {Profile.Reviewed}");
            if (Node is { } node) return [signed, .. GraphSurvey.Look(node, new AlohaTopics(), cancel).GetAwaiter().GetResult().Select(x => new SessionCheck(x.Part, x.There, x.Found))];
            using var robot = InProcess();
            AlohaWords.Wait(robot, cancel);
            return PreFlight.Look(robot, Profile, TimeProvider.System);
        }

        private IRobot InProcess()
        {
            if (Table is not null) return AlohaWords.Simulated(Table, RobotSpec.Aloha, PictureHeight, State);
            var robot = new KinematicRobot(Profile, TimeProvider.System, width: PictureHeight * 4 / 3, height: PictureHeight);
            robot.Begin();
            return robot;
        }

        private async Task<int> Ros(RosNodeOptions node, Func<IRobot, int> act)
        {
            await using var joined = await RosNode.Start(node);
            using var robot = await Ros1Aloha.Join(joined, Profile);
            return act(robot);
        }

        private static IEnumerable<(string, string)> Words(AlohaTopics topics) =>
        [
            ("publishes", string.Join(", ", topics.Commands)),
            ("reads", string.Join(", ", topics.States.Concat(topics.Cameras))),
        ];
    }
}
