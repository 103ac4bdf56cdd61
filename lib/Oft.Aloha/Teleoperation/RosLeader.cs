using Oft.Aloha.Arms;
using Oft.Aloha.Ros1.Graph;
using Oft.Aloha.Ros1.Messages;
using Oft.Aloha.Ros1.Robot;

namespace Oft.Aloha.Teleoperation;

/// <summary>Two leader arms behind a ROS 1 graph. Where they have said nothing for a tenth of a second, the robot is led to stay where it is.</summary>
public sealed class RosLeader : ILeader
{
    private static readonly TimeSpan stale = TimeSpan.FromSeconds(0.1);

    private readonly RosNode node;
    private readonly Lock gate = new();
    private readonly (IReadOnlyList<double>? Position, long Received)[] arms = new (IReadOnlyList<double>?, long)[2];

    private RosLeader(RosNode node) => this.node = node;

    /// <summary>Listens to both leaders.</summary>
    /// <param name="node">Where they are heard.</param>
    /// <param name="topics">Their joint states, left first.</param>
    public static async Task<RosLeader> Join(RosNode node, params IReadOnlyList<string> topics)
    {
        var leader = new RosLeader(node);
        IReadOnlyList<string> named = topics.Count == 2 ? topics : new AlohaTopics().Leaders;
        for (var arm = 0; arm < 2; arm++)
        {
            var side = arm;
            await node.Subscribe<JointState>(named[arm], (message, received) => leader.Take(side, message, received)).ConfigureAwait(false);
        }
        return leader;
    }

    /// <summary>True where both leaders have spoken within the last tenth of a second.</summary>
    public bool Fresh
    {
        get
        {
            lock (gate) return arms.All(x => x.Position is not null && node.Options.Time.GetElapsedTime(x.Received) <= stale);
        }
    }

    /// <inheritdoc/>
    public double[]? Lead(ReadOnlySpan<double> measured)
    {
        if (!Fresh) return measured.ToArray();
        lock (gate) return AlohaState.LeaderAction(arms[0].Position!, arms[1].Position!);
    }

    private void Take(int arm, JointState message, long received)
    {
        try
        {
            var reading = FollowerReading.ByName(message.Name, message.Position, message.Velocity, message.Effort);
            lock (gate) arms[arm] = (reading.Position, received);
        }
        catch (AlohaDataException e)
        {
            node.Options.Log($"a leader's joint states are not used: {e.Message}");
        }
    }
}
