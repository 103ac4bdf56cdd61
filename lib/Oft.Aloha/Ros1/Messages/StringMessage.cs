using Oft.Aloha.Ros1.Types;
using Oft.Aloha.Ros1.Wire;

namespace Oft.Aloha.Ros1.Messages;

// Written by MessageGenerator from std_msgs/String.msg.
/// <summary>std_msgs/String.</summary>
public sealed record StringMessage : IRosMessage<StringMessage>
{
    /// <inheritdoc/>
    public static RosType Type { get; } = RosCatalog.House.TypeOf("std_msgs/String");

    /// <summary>string data.</summary>
    public string Data { get; init; } = "";

    /// <inheritdoc/>
    public static StringMessage Read(ref RosReader reader) => new()
    {
        Data = reader.Text(),
    };

    /// <inheritdoc/>
    public void Write(RosWriter writer)
    {
        writer.Text(Data);
    }
}
