using Oft.Aloha.Ros1.Types;
using Oft.Aloha.Ros1.Wire;

namespace Oft.Aloha.Ros1.Messages;

// Written by MessageGenerator from interbotix_xs_msgs/RobotInfo.srv.
/// <summary>interbotix_xs_msgs/RobotInfo, what is asked.</summary>
public sealed record RobotInfoRequest : IRosMessage<RobotInfoRequest>
{
    /// <inheritdoc/>
    public static RosType Type { get; } = RobotInfo.Type;

    /// <summary>string cmd_type.</summary>
    public string CmdType { get; init; } = "";

    /// <summary>string name.</summary>
    public string Name { get; init; } = "";

    /// <inheritdoc/>
    public static RobotInfoRequest Read(ref RosReader reader) => new()
    {
        CmdType = reader.Text(),
        Name = reader.Text(),
    };

    /// <inheritdoc/>
    public void Write(RosWriter writer)
    {
        writer.Text(CmdType);
        writer.Text(Name);
    }
}
