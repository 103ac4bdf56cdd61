using System.Runtime.CompilerServices;
using System.Text.Json;
using Oft.Aloha.Gate;
using Oft.Aloha.Robots;
using Oft.Aloha.Ros1.Graph;
using Oft.Aloha.Ros1.Messages;
using Oft.Aloha.Ros1.Robot;
using Oft.Aloha.Ros1.Types;
using Oft.Aloha.Teleoperation;
using Oft.Contracts;

namespace Oft.Aloha.Tests.Peers;

/// <summary>All listed topics and services with a real master and a real rospy, either side restarted.</summary>
public sealed class RospyTests : IDisposable
{
    private static readonly GateProfile profile = GateProfile.Simulated;
    private static readonly AlohaTopics topics = AlohaTopics.FourCameras;

    // What a node listens to and publishes beside the robot, once each.
    private static readonly ConditionalWeakTable<RosNode, RosLeader> leaders = [];
    private static readonly ConditionalWeakTable<RosNode, RosPublication[]> trajectoriesOf = [];

    private readonly TemporaryFolder folder = new();
    private readonly int port = FreePort.Find();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_rospy_bridge_meets_our_robot_on_every_topic_and_service_and_either_side_may_come_back()
    {
        RosProcess.Needed();
        using var processes = new Ended();
        processes.Add(await RosProcess.Master(port));
        var types = RosProcess.Types(folder.Path);
        var trajectories = 0;
        await using var listener = await Node("/listener");
        foreach (var side in topics.Followers) await listener.Subscribe<JointTrajectoryCommand>($"{side}/{topics.Trajectory}", (message, _) => Interlocked.Add(ref trajectories, message.Name == "arm" ? 1 : 0));
        var (ours, robot, graph) = await Robot();
        var (peer, ready) = await RosProcess.Peer("bridge", "/bridge", port, types);
        processes.Add(peer);
        Sums(ready);
        await Everything(peer, robot);

        peer.Kill();                                                            // rospy dies and comes back under its name
        (peer, _) = await RosProcess.Peer("bridge", "/bridge", port, types);
        processes.Add(peer);
        await Everything(peer, robot);

        await End(ours, robot, graph);                                          // we leave and come back, rospy stays
        var heard = Counts(await peer.Ask("look"));
        (ours, robot, graph) = await Robot();
        await Until(async () => Counts(await peer.Ask("look")) is var now && now.Keys.All(x => now[x] > heard.GetValueOrDefault(x) + 3));
        await Everything(peer, robot);
        Assert.True(Volatile.Read(ref trajectories) >= 6, $"{trajectories} trajectories were heard");
        await End(ours, robot, graph);
    }

    [Fact]
    public async Task Our_bridge_meets_a_rospy_robot_on_every_topic_and_service_through_restarts_of_robot_bridge_and_master()
    {
        RosProcess.Needed();
        using var processes = new Ended();
        var master = processes.Add(await RosProcess.Master(port));
        var types = RosProcess.Types(folder.Path);
        var (peer, ready) = await RosProcess.Peer("robot", "/driver", port, types);
        processes.Add(peer);
        Sums(ready);
        var node = await Node("/oft");
        var robot = await Ros1Aloha.Join(node, profile, topics, AlohaTopics.FourViews);
        await Exchange(node, robot, peer);

        peer.Kill();                                                            // the driver dies and comes back
        (peer, _) = await RosProcess.Peer("robot", "/driver", port, types);
        processes.Add(peer);
        await Exchange(node, robot, peer);

        await node.DisposeAsync();                                              // we leave and come back
        node = await Node("/oft");
        robot = await Ros1Aloha.Join(node, profile, topics, AlohaTopics.FourViews);
        await Exchange(node, robot, peer);

        master.Kill();                                                          // streams live on without a master
        var number = robot.Frames[0]!.Number;
        await Until(() => Task.FromResult(robot.Frames[0]!.Number > number + 3));
        await Until(() => Task.FromResult(!node.Registered));
        processes.Add(await RosProcess.Master(port));
        await Until(() => Task.FromResult(node.Registered));                     // rospy never does; we do
        using (var client = new Oft.Aloha.Ros1.XmlRpc.XmlRpcClient())
            Assert.Equal(node.Api.ToString(), await client.Ros(node.Options.Master, "lookupNode", ["/test", "/oft"]));
        await node.DisposeAsync();
    }

    // Whatever happens, no process is left behind.
    private sealed class Ended : IDisposable
    {
        private readonly List<RosProcess> processes = [];

        public RosProcess Add(RosProcess process)
        {
            processes.Add(process);
            return process;
        }

        public void Dispose() => processes.ForEach(x => x.Dispose());
    }

    private async Task<(RosNode Node, KinematicRobot Robot, AlohaGraph Graph)> Robot()
    {
        var robot = new KinematicRobot(profile, TimeProvider.System, AlohaTopics.FourViews, width: 16, height: 12);
        robot.Begin();
        var node = await Node("/aloha_simulation");
        return (node, robot, await AlohaGraph.Serve(node, robot, profile, topics));
    }

    private static async Task End(RosNode node, KinematicRobot robot, AlohaGraph graph)
    {
        await graph.DisposeAsync();
        await node.DisposeAsync();
        robot.Dispose();
    }

    private Task<RosNode> Node(string name) => RosNode.Start(new RosNodeOptions { Name = name, Master = new Uri($"http://127.0.0.1:{port}/"), Watch = TimeSpan.FromSeconds(0.3), LongestBackOff = TimeSpan.FromSeconds(1) });

    // rospy hears every topic of the robot, its commands arrive, every service of both arms answers.
    private static async Task Everything(RosProcess peer, KinematicRobot robot)
    {
        string[] expected = [.. topics.Followers.Select(x => $"{x}/{topics.JointStates}"), .. topics.Leaders, .. topics.Cameras];
        await Until(async () => Counts(await peer.Ask("look")) is var counts && expected.All(x => counts.GetValueOrDefault(x) >= 3));
        var last = (await peer.Ask("look")).GetProperty("last");
        Assert.Equal(9, last.GetProperty("/puppet_left/joint_states").GetProperty("position").GetArrayLength());
        Assert.Equal(16, last.GetProperty("/usb_cam_high/image_raw").GetProperty("width").GetInt32());

        var before = robot.Commands;
        await Until(async () =>
        {
            await peer.Ask("send");
            return robot.Commands >= before + 4 && Math.Abs(robot.Goal[0] - 0.1) < 1e-6 && Math.Abs(robot.Goal[7] - 0.1) < 1e-6 && Math.Abs(robot.Goal[13] - 1) < 1e-6;
        });
        foreach (var side in topics.Followers)
        {
            var answers = await peer.Ask($"call {side}");
            Assert.Equal(7, answers.EnumerateObject().Count());
            Assert.Equal(6, answers.GetProperty($"{side}/get_robot_info").GetProperty("num_joints").GetInt32());
            Assert.Equal(6, answers.GetProperty($"{side}/get_motor_registers").GetProperty("values").GetArrayLength());
        }
    }

    // We hear every topic of a rospy robot, our commands arrive, every service of both arms answers.
    private static async Task Exchange(RosNode node, Ros1Aloha robot, RosProcess peer)
    {
        var since = node.Options.Time.GetTimestamp();
        var leader = leaders.GetValue(node, x => RosLeader.Join(x, [.. topics.Leaders]).GetAwaiter().GetResult());
        var trajectories = trajectoriesOf.GetValue(node, x => [.. topics.Followers.Select(side => x.Advertise<JointTrajectoryCommand>($"{side}/{topics.Trajectory}").GetAwaiter().GetResult())]);
        await Until(() => Task.FromResult(robot.State is { } state && state.Received > since && robot.Frames.All(x => x is { } frame && frame.Received > since) && robot.Listened && leader.Fresh && trajectories.All(x => x.Subscribers > 0)));
        Assert.Equal([0.03, -0.96, 1.16, 0, -0.3, 0], leader.Lead(new double[14])![..6]);
        Assert.Equal(0.04, leader.Lead(new double[14])![7]);
        Assert.Equal([0.01, -0.96, 1.16, 0, -0.3, 0], robot.State!.Position.ToArray()[..6]);
        Assert.Equal(0.02, robot.State.Position.Span[7]);
        Assert.Equal(0.5256, robot.State.Position.Span[6], 1e-4);
        Assert.Equal(new byte[] { 30, 20, 10 }, robot.Frames[1]!.Image.Rgb.ToArray()[..3]);   // bgr8 with padded rows

        double[] wanted = [0.1, -0.9, 1.1, 0, -0.2, 0, 1, -0.1, -0.9, 1.1, 0, -0.2, 0, 0];
        await Until(async () =>
        {
            robot.Send(wanted);
            foreach (var trajectory in trajectories) trajectory.Publish(new JointTrajectoryCommand { CmdType = "group", Name = "arm" });
            return Counts(await peer.Ask("look")).Count(x => x.Value > 0) == 6;
        });
        var last = (await peer.Ask("look")).GetProperty("last");
        Assert.Equal((float)-0.1, last.GetProperty("/puppet_right/commands/joint_group").GetProperty("cmd")[0].GetSingle());
        Assert.Equal(1.491f, last.GetProperty("/puppet_left/commands/joint_single").GetProperty("cmd").GetSingle(), 1e-6f);

        foreach (var side in topics.Followers)
        {
            await node.Call<TorqueEnable, TorqueEnableRequest, TorqueEnableResponse>($"{side}/torque_enable", new() { CmdType = "group", Name = "arm", Enable = true });
            await node.Call<Reboot, RebootRequest, RebootResponse>($"{side}/reboot_motors", new() { CmdType = "single", Name = "gripper", Enable = true });
            await node.Call<OperatingModes, OperatingModesRequest, OperatingModesResponse>($"{side}/set_operating_modes", new() { CmdType = "group", Name = "arm", Mode = "position" });
            await node.Call<RegisterValues, RegisterValuesRequest, RegisterValuesResponse>($"{side}/set_motor_registers", new() { CmdType = "single", Name = "gripper", Reg = "Current_Limit", Value = 200 });
            Assert.Equal(new int[] { 31, 35, 36 }, (await node.Call<RegisterValues, RegisterValuesRequest, RegisterValuesResponse>($"{side}/get_motor_registers", new() { CmdType = "group", Name = "arm", Reg = "Present_Temperature" })).Values);
            await node.Call<MotorGains, MotorGainsRequest, MotorGainsResponse>($"{side}/set_motor_pid_gains", new() { CmdType = "group", Name = "arm", KpPos = 800 });
            Assert.Equal(new float[] { 3.14f, 1.25f }, (await node.Call<RobotInfo, RobotInfoRequest, RobotInfoResponse>($"{side}/get_robot_info", new() { CmdType = "group", Name = "arm" })).JointUpperLimits);
        }
        var calls = (await peer.Ask("look")).GetProperty("calls");
        Assert.Contains(calls.EnumerateArray(), x => x[0].GetString() == "/puppet_right/set_motor_registers" && x[1].GetProperty("value").GetInt32() == 200);
    }

    // genpy's and genmsg's sums against ours.
    private static void Sums(JsonElement ready)
    {
        var sums = ready.GetProperty("sums");
        Assert.Equal(JointGroupCommand.Type.Md5, sums.GetProperty("commands/joint_group").GetString());
        Assert.Equal(JointTrajectoryCommand.Type.Md5, sums.GetProperty("commands/joint_trajectory").GetString());
        Assert.Equal(RobotInfo.Type.Md5, sums.GetProperty("get_robot_info").GetString());
        Assert.Equal(MotorGains.Type.Md5, sums.GetProperty("set_motor_pid_gains").GetString());
    }

    private static Dictionary<string, int> Counts(JsonElement look) => look.GetProperty("counts").EnumerateObject().ToDictionary(x => x.Name, x => x.Value.GetInt32());

    private static async Task Until(Func<Task<bool>> holds)
    {
        for (var end = DateTime.UtcNow.AddSeconds(60); !await holds(); await Task.Delay(50)) Assert.True(DateTime.UtcNow < end, "it did not come to hold");
    }
}
