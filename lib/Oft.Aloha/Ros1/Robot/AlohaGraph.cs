using Oft.Aloha.Arms;
using Oft.Aloha.Gate;
using Oft.Aloha.Ros1.Graph;
using Oft.Aloha.Ros1.Messages;
using Oft.Aloha.Ros1.Types;
using Oft.Contracts;

namespace Oft.Aloha.Ros1.Robot;

/// <summary>Serves any robot as the drivers of an ALOHA would: the same topics, rates, services and habits, so that a bridge meets the wire of the laboratory.</summary>
/// <remarks>Like the driver it takes every command at once and checks nothing but the number of joints; a group command with another number is logged and dropped.</remarks>
public sealed class AlohaGraph : IAsyncDisposable
{
    private readonly RosNode node;
    private readonly IRobot robot;
    private readonly GateProfile profile;
    private readonly AlohaTopics topics;
    private readonly double stateHz;
    private readonly RosPublication[] joints = new RosPublication[2], leaders = new RosPublication[2];
    private readonly CancellationTokenSource ending = new();
    private readonly double[] goal;
    private readonly Lock gate = new();
    private RosPublication[] cameras = [];
    private Thread? thread;

    private AlohaGraph(RosNode node, IRobot robot, GateProfile profile, AlohaTopics topics, double stateHz)
    {
        (this.node, this.robot, this.profile, this.topics, this.stateHz) = (node, robot, profile, topics, stateHz);
        goal = robot.State is { } state ? profile.CommandOf(state.Position.Span) : throw new ArgumentException("the robot has no state yet.", nameof(robot));
    }

    /// <summary>Commands taken.</summary>
    public long Commands { get; private set; }

    /// <summary>Starts publishing.</summary>
    /// <param name="node">Who it is in the graph.</param>
    /// <param name="robot">Whose joints and pictures are shown; it goes on by itself.</param>
    /// <param name="profile">Its gripper.</param>
    /// <param name="topics">The names.</param>
    /// <param name="stateHz">Joint states per second; pictures are published as they come.</param>
    public static async Task<AlohaGraph> Serve(RosNode node, IRobot robot, GateProfile profile, AlohaTopics? topics = null, double stateHz = 100)
    {
        var graph = new AlohaGraph(node, robot, profile, topics ?? new AlohaTopics(), stateHz);
        for (var arm = 0; arm < 2; arm++)
        {
            await graph.Follower(arm).ConfigureAwait(false);
            graph.leaders[arm] = await node.Advertise<JointState>(graph.topics.Leaders[arm]).ConfigureAwait(false);
        }
        graph.cameras = await Task.WhenAll(graph.topics.Cameras.Select(x => node.Advertise<Image>(x, queue: 1))).ConfigureAwait(false);
        graph.thread = new Thread(graph.Publish) { IsBackground = true, Name = "aloha graph" };
        graph.thread.Start();
        return graph;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await ending.CancelAsync().ConfigureAwait(false);
        thread?.Join();
        ending.Dispose();
    }

    private async Task Follower(int arm)
    {
        var space = topics.Followers[arm];
        var driver = new FollowerDriver(profile);
        joints[arm] = await node.Advertise<JointState>($"{space}/{topics.JointStates}").ConfigureAwait(false);
        await node.Subscribe<JointGroupCommand>($"{space}/{topics.Group}", (message, _) => Group(arm, message)).ConfigureAwait(false);
        await node.Subscribe<JointSingleCommand>($"{space}/{topics.Single}", (message, _) => Single(arm, message)).ConfigureAwait(false);
        await node.Offer<TorqueEnable, TorqueEnableRequest, TorqueEnableResponse>($"{space}/torque_enable", driver.Torque).ConfigureAwait(false);
        await node.Offer<Reboot, RebootRequest, RebootResponse>($"{space}/reboot_motors", driver.Restart).ConfigureAwait(false);
        await node.Offer<OperatingModes, OperatingModesRequest, OperatingModesResponse>($"{space}/set_operating_modes", driver.Mode).ConfigureAwait(false);
        await node.Offer<RegisterValues, RegisterValuesRequest, RegisterValuesResponse>($"{space}/set_motor_registers", driver.SetRegisters).ConfigureAwait(false);
        await node.Offer<RegisterValues, RegisterValuesRequest, RegisterValuesResponse>($"{space}/get_motor_registers", driver.GetRegisters).ConfigureAwait(false);
        await node.Offer<MotorGains, MotorGainsRequest, MotorGainsResponse>($"{space}/set_motor_pid_gains", driver.Gains).ConfigureAwait(false);
        await node.Offer<RobotInfo, RobotInfoRequest, RobotInfoResponse>($"{space}/get_robot_info", driver.Info).ConfigureAwait(false);
    }

    private void Group(int arm, JointGroupCommand message)
    {
        if (message.Name != topics.ArmGroup || message.Cmd.Length != FollowerReading.ArmJoints)
        {
            node.Options.Log($"{topics.Followers[arm]}: a command of {message.Cmd.Length} joints for group '{message.Name}' is dropped; '{topics.ArmGroup}' has {FollowerReading.ArmJoints}");
            return;
        }
        lock (gate)
        {
            for (var i = 0; i < message.Cmd.Length; i++) goal[arm * AlohaState.ArmWidth + i] = message.Cmd[i];
            Commands++;
            robot.Send(goal);
        }
    }

    private void Single(int arm, JointSingleCommand message)
    {
        if (message.Name != topics.GripperJoint) return;
        lock (gate)
        {
            goal[arm * AlohaState.ArmWidth + FollowerReading.ArmJoints] = profile.Gripper.Scale.FromAngle(message.Cmd);
            robot.Send(goal);
        }
    }

    private void Publish()
    {
        var time = node.Options.Time;
        var (deadline, period) = (time.GetTimestamp(), (long)(time.TimestampFrequency / stateHz));
        var shown = new long[cameras.Length];
        while (!ending.IsCancellationRequested)
        {
            if (robot.State is { } state)
                for (var arm = 0; arm < 2; arm++)
                {
                    joints[arm].Publish(Joints(state, arm));
                    leaders[arm].Publish(Leader(state, arm));
                }
            var frames = robot.Frames;
            for (var view = 0; view < cameras.Length; view++)
                if (frames[view] is { } frame && frame.Number != shown[view])
                {
                    shown[view] = frame.Number;
                    if (cameras[view].Subscribers > 0) cameras[view].Publish(Picture(frame, topics.Cameras[view]));
                }
            deadline += period;
            var left = time.GetElapsedTime(time.GetTimestamp(), deadline);
            if (left > TimeSpan.Zero) ending.Token.WaitHandle.WaitOne(left);
            else deadline = time.GetTimestamp();
        }
    }

    private JointState Joints(RobotState state, int arm)
    {
        var (at, gripper) = (arm * AlohaState.ArmWidth, profile.Gripper);
        var pose = state.Position.Span.Slice(at, AlohaState.ArmWidth);
        var finger = gripper.Scale.ToPosition(pose[^1]);
        double[] position = [.. pose[..^1], gripper.Crank?.Angle(finger) ?? gripper.Scale.AngleOfPosition(finger), finger, -finger];
        return new JointState
        {
            Header = new Header { Stamp = RosTime.From(state.Stamp) },
            Name = [.. FollowerReading.Names],
            Position = position,
            Velocity = Widened(state.Velocity.Span, at),
            Effort = Widened(state.Effort.Span, at),
        };

        static double[] Widened(ReadOnlySpan<double> values, int at) => values.Length == AlohaState.Width ? [.. values.Slice(at, AlohaState.ArmWidth), 0, 0] : new double[9];
    }

    // Nobody leads a simulation: its leaders lie where the followers are.
    private static JointState Leader(RobotState state, int arm)
    {
        var pose = state.Position.Span.Slice(arm * AlohaState.ArmWidth, AlohaState.ArmWidth);
        var angle = GripperScale.Leader.ToAngle(pose[^1]);
        var finger = GripperScale.Leader.PositionOfAngle(angle);
        return new JointState { Header = new Header { Stamp = RosTime.From(state.Stamp) }, Name = [.. FollowerReading.Names], Position = [.. pose[..^1], angle, finger, -finger], Velocity = new double[9], Effort = new double[9] };
    }

    private static Image Picture(RobotFrame frame, string topic) => new()
    {
        Header = new Header { Stamp = RosTime.From(frame.Stamp), FrameId = topic.Split('/')[1] },
        Height = (uint)frame.Image.Height,
        Width = (uint)frame.Image.Width,
        Encoding = "rgb8",
        Step = (uint)frame.Image.Width * 3,
        Data = System.Runtime.InteropServices.MemoryMarshal.TryGetArray(frame.Image.Rgb, out var whole) && whole.Offset == 0 && whole.Count == whole.Array!.Length ? whole.Array : frame.Image.Rgb.ToArray(),
    };
}
