using Oft.Aloha.Arms;
using Oft.Aloha.Control;
using Oft.Aloha.Gate;
using Oft.Aloha.Robots;
using Oft.Aloha.Ros1.Graph;
using Oft.Aloha.Ros1.Robot;
using Oft.Aloha.Tests.Control;
using Oft.Contracts;

namespace Oft.Aloha.Tests.Ros1;

/// <summary>The whole way: policy, loop, gate, our node, the wire of the laboratory, a simulated robot behind it.</summary>
public sealed class RosLoopTests : ITickSink
{
    private static readonly GateProfile profile = GateProfile.Simulated;

    private readonly List<TickRecord> records = [];

    private sealed class Gentle : IPolicy
    {
        public ActionChunk Act(Observation observation) => Rig.Gentle(shift: 0.1);
    }

    [Fact]
    public async Task A_policy_drives_the_robot_over_the_wire_a_masters_restart_is_no_fault_and_a_cut_network_holds()
    {
        var master = await RosMaster.Start();
        var port = master.Uri.Port;
        using var robot = new KinematicRobot(profile, TimeProvider.System, width: 16, height: 12);
        robot.Begin();
        var drivers = await Node("/drivers", port);
        var graph = await AlohaGraph.Serve(drivers, robot, profile);
        await using var node = await Node("/oft", port);
        using var remote = await Ros1Aloha.Join(node, profile);
        using var desk = new PolicyDesk(new Gentle(), TimeProvider.System);
        var cycle = new ControlCycle(remote, desk, new LoopOptions { Profile = profile, Sentence = "wave", NeedsOperator = false, Prepare = x => x }, TimeProvider.System, this);
        using var loop = new ControlLoop(cycle, profile.RateHz, TimeProvider.System);
        loop.Begin();
        await Until(() => remote.Listened && remote.State is not null && remote.Frames.All(x => x is not null));

        await Run(cycle, () => Math.Abs(robot.Goal[0] - 0.1) < 0.06 && robot.Goal[0] > 0.09);   // the wave arrived at the motors

        await master.DisposeAsync();
        await Until(() => !node.Registered);
        var commands = robot.Commands;
        await Run(cycle, () => robot.Commands > commands + 20);                  // streams live on
        master = await RosMaster.Start(port: port);
        await Until(() => node.Registered && drivers.Registered);
        await Until(() => remote.Motors is { Hottest: 31, Error: null });
        await Run(cycle, () => cycle.Mode == LoopMode.Running);

        await graph.DisposeAsync();                                             // the cable is pulled
        await drivers.DisposeAsync();
        await Until(() => cycle.Mode is LoopMode.Fault);
        loop.Dispose();
        lock (records)
        {
            var last = records.FindLastIndex(x => x.Mode == LoopMode.Running);
            Assert.True(Age(records[last]) <= profile.Freshness.StateHold, $"still running with a state of {Age(records[last])} s");
            Assert.Contains("joint state is", records[last + 1].Note);            // the very next tick held
        }
        await master.DisposeAsync();
    }

    [Fact]
    public async Task Routines_call_the_drivers_services_and_move_the_arms_over_the_wire()
    {
        await using var master = await RosMaster.Start();
        using var robot = new KinematicRobot(profile, TimeProvider.System, width: 16, height: 12);
        robot.Send([0.1, -0.9, 1.1, 0, -0.2, 0, 0.5, 0, -0.96, 1.16, 0, -0.3, 0, 0.5]);
        robot.Begin();
        await using var drivers = await Node("/drivers", master.Uri.Port);
        await using var graph = await AlohaGraph.Serve(drivers, robot, profile);
        await using var node = await Node("/oft", master.Uri.Port);
        using var remote = await Ros1Aloha.Join(node, profile);
        await Until(() => remote.Listened && remote.State is not null);
        var routine = new Ros1Routine(node, remote, TimeProvider.System);

        await routine.Run(AlohaRoutines.Construct());
        await routine.Reset();

        Assert.Equal(AlohaRoutines.StartPose, robot.Goal[..6].Select(x => Math.Round(x, 6)));
        Assert.Equal(0, robot.Goal[6], 1e-6);                                    // opened, then closed
        Assert.True(robot.Commands >= 50);
    }

    void ITickSink.Take(TickRecord record)
    {
        lock (records) records.Add(record);
    }

    void ITickSink.Take(PolicyAnswer answer, string verdict)
    {
    }

    // An overloaded machine may be late with a state and hold; the operator goes on.
    private static Task Run(ControlCycle cycle, Func<bool> holds) => Until(() =>
    {
        if (cycle.Mode is LoopMode.Idle or LoopMode.Fault) cycle.Ready();
        else if (cycle.Mode is LoopMode.Ready or LoopMode.Holding) cycle.Start();
        return holds();
    });

    private static double Age(TickRecord record) => TimeProvider.System.GetElapsedTime(record.State!.Received, record.Time).TotalSeconds;

    private static Task<RosNode> Node(string name, int port) => RosNode.Start(new RosNodeOptions { Name = name, Master = new Uri($"http://127.0.0.1:{port}/"), Watch = TimeSpan.FromSeconds(0.2), LongestBackOff = TimeSpan.FromSeconds(0.5) });

    private static async Task Until(Func<bool> holds)
    {
        for (var end = DateTime.UtcNow.AddSeconds(60); !holds(); await Task.Delay(10)) Assert.True(DateTime.UtcNow < end, "it did not come to hold");
    }
}
