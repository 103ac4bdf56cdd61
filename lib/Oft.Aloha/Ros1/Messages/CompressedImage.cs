using Oft.Aloha.Ros1.Types;
using Oft.Aloha.Ros1.Wire;

namespace Oft.Aloha.Ros1.Messages;

// Written by MessageGenerator from sensor_msgs/CompressedImage.msg.
/// <summary>sensor_msgs/CompressedImage.</summary>
public sealed record CompressedImage : IRosMessage<CompressedImage>
{
    /// <inheritdoc/>
    public static RosType Type { get; } = RosCatalog.House.TypeOf("sensor_msgs/CompressedImage");

    /// <summary>std_msgs/Header header.</summary>
    public Header Header { get; init; } = new();

    /// <summary>string format.</summary>
    public string Format { get; init; } = "";

    /// <summary>uint8[] data.</summary>
    public byte[] Data { get; init; } = [];

    /// <inheritdoc/>
    public static CompressedImage Read(ref RosReader reader) => new()
    {
        Header = Header.Read(ref reader),
        Format = reader.Text(),
        Data = reader.Array<byte>(),
    };

    /// <inheritdoc/>
    public void Write(RosWriter writer)
    {
        Header.Write(writer);
        writer.Text(Format);
        writer.Array<byte>(Data);
    }
}
