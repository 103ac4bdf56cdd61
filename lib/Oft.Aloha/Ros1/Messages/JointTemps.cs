using Oft.Aloha.Ros1.Types;
using Oft.Aloha.Ros1.Wire;

namespace Oft.Aloha.Ros1.Messages;

// Written by MessageGenerator from interbotix_xs_msgs/JointTemps.msg.
/// <summary>interbotix_xs_msgs/JointTemps.</summary>
public sealed record JointTemps : IRosMessage<JointTemps>
{
    /// <inheritdoc/>
    public static RosType Type { get; } = RosCatalog.House.TypeOf("interbotix_xs_msgs/JointTemps");

    /// <summary>string[] names.</summary>
    public string[] Names { get; init; } = [];

    /// <summary>int32[] temps.</summary>
    public int[] Temps { get; init; } = [];

    /// <inheritdoc/>
    public static JointTemps Read(ref RosReader reader) => new()
    {
        Names = reader.Texts(),
        Temps = reader.Array<int>(),
    };

    /// <inheritdoc/>
    public void Write(RosWriter writer)
    {
        writer.Texts(Names);
        writer.Array<int>(Temps);
    }
}
