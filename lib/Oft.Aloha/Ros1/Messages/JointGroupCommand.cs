using Oft.Aloha.Ros1.Types;
using Oft.Aloha.Ros1.Wire;

namespace Oft.Aloha.Ros1.Messages;

// Written by MessageGenerator from interbotix_xs_msgs/JointGroupCommand.msg.
/// <summary>interbotix_xs_msgs/JointGroupCommand.</summary>
public sealed record JointGroupCommand : IRosMessage<JointGroupCommand>
{
    /// <inheritdoc/>
    public static RosType Type { get; } = RosCatalog.House.TypeOf("interbotix_xs_msgs/JointGroupCommand");

    /// <summary>string name.</summary>
    public string Name { get; init; } = "";

    /// <summary>float32[] cmd.</summary>
    public float[] Cmd { get; init; } = [];

    /// <inheritdoc/>
    public static JointGroupCommand Read(ref RosReader reader) => new()
    {
        Name = reader.Text(),
        Cmd = reader.Array<float>(),
    };

    /// <inheritdoc/>
    public void Write(RosWriter writer)
    {
        writer.Text(Name);
        writer.Array<float>(Cmd);
    }
}
