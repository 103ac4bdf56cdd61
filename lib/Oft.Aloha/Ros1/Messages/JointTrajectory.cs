using Oft.Aloha.Ros1.Types;
using Oft.Aloha.Ros1.Wire;

namespace Oft.Aloha.Ros1.Messages;

// Written by MessageGenerator from trajectory_msgs/JointTrajectory.msg.
/// <summary>trajectory_msgs/JointTrajectory.</summary>
public sealed record JointTrajectory : IRosMessage<JointTrajectory>
{
    /// <inheritdoc/>
    public static RosType Type { get; } = RosCatalog.House.TypeOf("trajectory_msgs/JointTrajectory");

    /// <summary>std_msgs/Header header.</summary>
    public Header Header { get; init; } = new();

    /// <summary>string[] joint_names.</summary>
    public string[] JointNames { get; init; } = [];

    /// <summary>trajectory_msgs/JointTrajectoryPoint[] points.</summary>
    public JointTrajectoryPoint[] Points { get; init; } = [];

    /// <inheritdoc/>
    public static JointTrajectory Read(ref RosReader reader) => new()
    {
        Header = Header.Read(ref reader),
        JointNames = reader.Texts(),
        Points = reader.Messages<JointTrajectoryPoint>(),
    };

    /// <inheritdoc/>
    public void Write(RosWriter writer)
    {
        Header.Write(writer);
        writer.Texts(JointNames);
        writer.Messages<JointTrajectoryPoint>(Points);
    }
}
