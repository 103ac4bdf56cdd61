using Oft.Aloha.Arms;
using Oft.Aloha.Gate;
using Oft.Aloha.Ros1.Graph;
using Oft.Aloha.Ros1.Messages;
using Oft.Aloha.Ros1.Types;
using Oft.Contracts;

namespace Oft.Aloha.Ros1.Robot;

/// <summary>A bimanual ALOHA behind a ROS 1 graph.</summary>
/// <remarks>
/// The driver writes every command to the motors at once and checks nothing; if commands stop, the motors keep the last goal with torque on. So what is sent here comes from a gate.
/// </remarks>
public sealed class Ros1Aloha : IRobot, IMotorHealth
{
    private static readonly TimeSpan motorPeriod = TimeSpan.FromSeconds(5);

    private readonly RosNode node;
    private readonly AlohaTopics topics;
    private readonly GripperScale scale;
    private readonly CameraSlot[] cameras;
    private readonly (FollowerReading? Reading, long Received, DateTimeOffset Stamp)[] arms = new (FollowerReading?, long, DateTimeOffset)[2];
    private readonly RosPublication[] groups = new RosPublication[2], singles = new RosPublication[2];
    private readonly Lock gate = new();
    private readonly Dictionary<string, string> troubles = [];
    private readonly CancellationTokenSource ending = new();
    private RobotState? state;
    private MotorHealth? motors;

    private Ros1Aloha(RosNode node, AlohaTopics topics, GateProfile profile, RobotSpec spec)
    {
        (this.node, this.topics, scale, Spec) = (node, topics, profile.Gripper.Scale, spec);
        cameras = [.. spec.Views.Select(x => new CameraSlot(x))];
        node.ShutdownAsked += reason => Trouble("node", $"the node was ended by another: {reason}");
    }

    /// <inheritdoc/>
    public RobotSpec Spec { get; }

    /// <inheritdoc/>
    public RobotState? State => Volatile.Read(ref state);

    /// <inheritdoc/>
    public IReadOnlyList<RobotFrame?> Frames => [.. cameras.Select(x => x.Frame)];

    /// <inheritdoc/>
    public MotorHealth? Motors => Volatile.Read(ref motors);

    string? IRobot.Trouble
    {
        get
        {
            lock (gate) return troubles.Count == 0 ? null : string.Join(" ", troubles.Values);
        }
    }

    /// <summary>Joins the graph: listens to joints and cameras, publishes commands.</summary>
    /// <param name="node">Its name is free in the graph.</param>
    /// <param name="profile">The gripper's scale.</param>
    /// <param name="topics">The robot's names.</param>
    /// <param name="spec">Views in the order of <see cref="AlohaTopics.Cameras"/>.</param>
    public static async Task<Ros1Aloha> Join(RosNode node, GateProfile profile, AlohaTopics? topics = null, RobotSpec? spec = null)
    {
        var (names, robotSpec) = (topics ?? new AlohaTopics(), spec ?? RobotSpec.Aloha);
        if (names.Cameras.Count != robotSpec.Views.Count) throw new ArgumentException($"{names.Cameras.Count} camera topics for {robotSpec.Views.Count} views.", nameof(topics));
        var robot = new Ros1Aloha(node, names, profile, robotSpec);
        for (var arm = 0; arm < 2; arm++)
        {
            var (side, space) = (arm, names.Followers[arm]);
            robot.groups[arm] = await node.Advertise<JointGroupCommand>($"{space}/{names.Group}", queue: 1).ConfigureAwait(false);
            robot.singles[arm] = await node.Advertise<JointSingleCommand>($"{space}/{names.Single}", queue: 1).ConfigureAwait(false);
            await node.Subscribe<JointState>($"{space}/{names.JointStates}", (message, received) => robot.Joints(side, message, received)).ConfigureAwait(false);
        }
        foreach (var (topic, slot) in names.Cameras.Zip(robot.cameras)) await node.Subscribe(topic, Image.Type, (body, received) => robot.Picture(topic, slot, body, received)).ConfigureAwait(false);
        _ = Task.Run(robot.AskMotors);
        return robot;
    }

    /// <summary>True where somebody listens to all four command topics.</summary>
    public bool Listened => groups.Concat(singles).All(x => x.Subscribers > 0);

    /// <inheritdoc/>
    public void Send(ReadOnlySpan<double> action)
    {
        // In the published order: both arms, then both grippers.
        for (var arm = 0; arm < 2; arm++) SendArm(arm, action.Slice(arm * AlohaState.ArmWidth, FollowerReading.ArmJoints));
        for (var arm = 0; arm < 2; arm++) SendGripper(arm, scale.ToAngle(action[arm * AlohaState.ArmWidth + FollowerReading.ArmJoints]));
    }

    /// <summary>Targets of one arm's joints.</summary>
    /// <param name="arm">0 left, 1 right.</param>
    /// <param name="positions">[6] rad.</param>
    public void SendArm(int arm, ReadOnlySpan<double> positions) => groups[arm].Publish(new JointGroupCommand { Name = topics.ArmGroup, Cmd = Floats(positions) });

    /// <summary>The target of one gripper.</summary>
    /// <param name="arm">0 left, 1 right.</param>
    /// <param name="angle">rad.</param>
    public void SendGripper(int arm, double angle) => singles[arm].Publish(new JointSingleCommand { Name = topics.GripperJoint, Cmd = (float)angle });

    /// <inheritdoc/>
    public void Hold(ReadOnlySpan<double> measured) => Send(measured);

    /// <summary>What the followers say of themselves, for routines: left, right.</summary>
    public IReadOnlyList<FollowerReading?> Readings
    {
        get
        {
            lock (gate) return [arms[0].Reading, arms[1].Reading];
        }
    }

    /// <summary>The node stays, it belongs to whoever made it.</summary>
    public void Dispose() => ending.Cancel();

    // Temperatures and error registers change slowly; a driver that does not answer is told by its joint states' age.
    private async Task AskMotors()
    {
        while (!ending.IsCancellationRequested)
            try
            {
                var (hottest, error) = (double.NegativeInfinity, (string?)null);
                foreach (var space in topics.Followers)
                {
                    hottest = Math.Max(hottest, (await Register(space, "Present_Temperature").ConfigureAwait(false)).DefaultIfEmpty(int.MinValue).Max());
                    var errors = await Register(space, "Hardware_Error_Status").ConfigureAwait(false);
                    for (var i = 0; i < errors.Length && i < FollowerReading.ArmJoints; i++)
                        if (errors[i] != 0) error ??= $"{space} {FollowerReading.Names[i]} reports error 0x{errors[i]:x2}";
                }
                Volatile.Write(ref motors, new MotorHealth(hottest, error));
                await Task.Delay(motorPeriod, ending.Token).ConfigureAwait(false);
            }
            catch (OperationCanceledException)
            {
                return;
            }
            catch (Exception e) when (e is RosServiceException or RosFormatException or ObjectDisposedException)
            {
                if (e is ObjectDisposedException) return;
                await Task.Delay(motorPeriod, CancellationToken.None).ConfigureAwait(false);
            }
    }

    private async Task<int[]> Register(string space, string register) =>
        (await node.Call<RegisterValues, RegisterValuesRequest, RegisterValuesResponse>($"{space}/get_motor_registers", new() { CmdType = "group", Name = topics.ArmGroup, Reg = register }).ConfigureAwait(false)).Values;

    private void Joints(int arm, JointState message, long received)
    {
        try
        {
            var reading = FollowerReading.ByName(message.Name, message.Position, message.Velocity, message.Effort);
            lock (gate)
            {
                arms[arm] = (reading, received, message.Header.Stamp.ToDate());
                troubles.Remove(topics.Followers[arm]);
                if (arms[0].Reading is null || arms[1].Reading is null) return;
                // Two messages make a state: it is as old as the older.
                var older = arms[0].Received <= arms[1].Received ? arms[0] : arms[1];
                var numbers = AlohaState.Of(arms[0].Reading, arms[1].Reading, scale);
                Volatile.Write(ref state, new RobotState(numbers.Position, numbers.Velocity, numbers.Effort, older.Received, older.Stamp));
            }
        }
        catch (AlohaDataException e)
        {
            Trouble(topics.Followers[arm], $"{topics.Followers[arm]}: {e.Message}");
        }
    }

    private void Picture(string topic, CameraSlot slot, ReadOnlySpan<byte> body, long received)
    {
        try
        {
            slot.Take(body, received);
            lock (gate) troubles.Remove(topic);
        }
        catch (AlohaDataException e)
        {
            Trouble(topic, $"{topic}: {e.Message}");
        }
    }

    private void Trouble(string source, string text)
    {
        lock (gate) troubles[source] = text;
    }

    private static float[] Floats(ReadOnlySpan<double> values)
    {
        var floats = new float[values.Length];
        for (var i = 0; i < floats.Length; i++) floats[i] = (float)values[i];
        return floats;
    }
}
