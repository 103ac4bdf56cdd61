using Oft.Aloha.Ros1.Types;
using Oft.Aloha.Ros1.Wire;

namespace Oft.Aloha.Ros1.Messages;

// Written by MessageGenerator from sensor_msgs/JointState.msg.
/// <summary>sensor_msgs/JointState.</summary>
public sealed record JointState : IRosMessage<JointState>
{
    /// <inheritdoc/>
    public static RosType Type { get; } = RosCatalog.House.TypeOf("sensor_msgs/JointState");

    /// <summary>std_msgs/Header header.</summary>
    public Header Header { get; init; } = new();

    /// <summary>string[] name.</summary>
    public string[] Name { get; init; } = [];

    /// <summary>float64[] position.</summary>
    public double[] Position { get; init; } = [];

    /// <summary>float64[] velocity.</summary>
    public double[] Velocity { get; init; } = [];

    /// <summary>float64[] effort.</summary>
    public double[] Effort { get; init; } = [];

    /// <inheritdoc/>
    public static JointState Read(ref RosReader reader) => new()
    {
        Header = Header.Read(ref reader),
        Name = reader.Texts(),
        Position = reader.Array<double>(),
        Velocity = reader.Array<double>(),
        Effort = reader.Array<double>(),
    };

    /// <inheritdoc/>
    public void Write(RosWriter writer)
    {
        Header.Write(writer);
        writer.Texts(Name);
        writer.Array<double>(Position);
        writer.Array<double>(Velocity);
        writer.Array<double>(Effort);
    }
}
