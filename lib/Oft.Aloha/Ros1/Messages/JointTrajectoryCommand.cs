using Oft.Aloha.Ros1.Types;
using Oft.Aloha.Ros1.Wire;

namespace Oft.Aloha.Ros1.Messages;

// Written by MessageGenerator from interbotix_xs_msgs/JointTrajectoryCommand.msg.
/// <summary>interbotix_xs_msgs/JointTrajectoryCommand.</summary>
public sealed record JointTrajectoryCommand : IRosMessage<JointTrajectoryCommand>
{
    /// <inheritdoc/>
    public static RosType Type { get; } = RosCatalog.House.TypeOf("interbotix_xs_msgs/JointTrajectoryCommand");

    /// <summary>string cmd_type.</summary>
    public string CmdType { get; init; } = "";

    /// <summary>string name.</summary>
    public string Name { get; init; } = "";

    /// <summary>trajectory_msgs/JointTrajectory traj.</summary>
    public JointTrajectory Traj { get; init; } = new();

    /// <inheritdoc/>
    public static JointTrajectoryCommand Read(ref RosReader reader) => new()
    {
        CmdType = reader.Text(),
        Name = reader.Text(),
        Traj = JointTrajectory.Read(ref reader),
    };

    /// <inheritdoc/>
    public void Write(RosWriter writer)
    {
        writer.Text(CmdType);
        writer.Text(Name);
        Traj.Write(writer);
    }
}
