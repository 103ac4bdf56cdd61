using Oft.Aloha.Ros1.Types;
using Oft.Aloha.Ros1.Wire;

namespace Oft.Aloha.Ros1.Messages;

// Written by MessageGenerator from interbotix_xs_msgs/JointSingleCommand.msg.
/// <summary>interbotix_xs_msgs/JointSingleCommand.</summary>
public sealed record JointSingleCommand : IRosMessage<JointSingleCommand>
{
    /// <inheritdoc/>
    public static RosType Type { get; } = RosCatalog.House.TypeOf("interbotix_xs_msgs/JointSingleCommand");

    /// <summary>string name.</summary>
    public string Name { get; init; } = "";

    /// <summary>float32 cmd.</summary>
    public float Cmd { get; init; }

    /// <inheritdoc/>
    public static JointSingleCommand Read(ref RosReader reader) => new()
    {
        Name = reader.Text(),
        Cmd = reader.Value<float>(),
    };

    /// <inheritdoc/>
    public void Write(RosWriter writer)
    {
        writer.Text(Name);
        writer.Value(Cmd);
    }
}
