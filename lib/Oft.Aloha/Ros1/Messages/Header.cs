using Oft.Aloha.Ros1.Types;
using Oft.Aloha.Ros1.Wire;

namespace Oft.Aloha.Ros1.Messages;

// Written by MessageGenerator from std_msgs/Header.msg.
/// <summary>std_msgs/Header.</summary>
public sealed record Header : IRosMessage<Header>
{
    /// <inheritdoc/>
    public static RosType Type { get; } = RosCatalog.House.TypeOf("std_msgs/Header");

    /// <summary>uint32 seq.</summary>
    public uint Seq { get; init; }

    /// <summary>time stamp.</summary>
    public RosTime Stamp { get; init; }

    /// <summary>string frame_id.</summary>
    public string FrameId { get; init; } = "";

    /// <inheritdoc/>
    public static Header Read(ref RosReader reader) => new()
    {
        Seq = reader.Value<uint>(),
        Stamp = reader.Time(),
        FrameId = reader.Text(),
    };

    /// <inheritdoc/>
    public void Write(RosWriter writer)
    {
        writer.Value(Seq);
        writer.Time(Stamp);
        writer.Text(FrameId);
    }
}
