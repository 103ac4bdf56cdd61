using Oft.Aloha.Ros1.Types;
using Oft.Aloha.Ros1.Wire;

namespace Oft.Aloha.Ros1.Messages;

// Written by MessageGenerator from rosgraph_msgs/Clock.msg.
/// <summary>rosgraph_msgs/Clock.</summary>
public sealed record Clock : IRosMessage<Clock>
{
    /// <inheritdoc/>
    public static RosType Type { get; } = RosCatalog.House.TypeOf("rosgraph_msgs/Clock");

    /// <summary>time clock.</summary>
    public RosTime Value { get; init; }

    /// <inheritdoc/>
    public static Clock Read(ref RosReader reader) => new()
    {
        Value = reader.Time(),
    };

    /// <inheritdoc/>
    public void Write(RosWriter writer)
    {
        writer.Time(Value);
    }
}
