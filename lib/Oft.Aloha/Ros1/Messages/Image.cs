using Oft.Aloha.Ros1.Types;
using Oft.Aloha.Ros1.Wire;

namespace Oft.Aloha.Ros1.Messages;

// Written by MessageGenerator from sensor_msgs/Image.msg.
/// <summary>sensor_msgs/Image.</summary>
public sealed record Image : IRosMessage<Image>
{
    /// <inheritdoc/>
    public static RosType Type { get; } = RosCatalog.House.TypeOf("sensor_msgs/Image");

    /// <summary>std_msgs/Header header.</summary>
    public Header Header { get; init; } = new();

    /// <summary>uint32 height.</summary>
    public uint Height { get; init; }

    /// <summary>uint32 width.</summary>
    public uint Width { get; init; }

    /// <summary>string encoding.</summary>
    public string Encoding { get; init; } = "";

    /// <summary>uint8 is_bigendian.</summary>
    public byte IsBigendian { get; init; }

    /// <summary>uint32 step.</summary>
    public uint Step { get; init; }

    /// <summary>uint8[] data.</summary>
    public byte[] Data { get; init; } = [];

    /// <inheritdoc/>
    public static Image Read(ref RosReader reader) => new()
    {
        Header = Header.Read(ref reader),
        Height = reader.Value<uint>(),
        Width = reader.Value<uint>(),
        Encoding = reader.Text(),
        IsBigendian = reader.Value<byte>(),
        Step = reader.Value<uint>(),
        Data = reader.Array<byte>(),
    };

    /// <inheritdoc/>
    public void Write(RosWriter writer)
    {
        Header.Write(writer);
        writer.Value(Height);
        writer.Value(Width);
        writer.Text(Encoding);
        writer.Value(IsBigendian);
        writer.Value(Step);
        writer.Array<byte>(Data);
    }
}
