using Oft.Aloha.Ros1.Types;
using Oft.Aloha.Ros1.Wire;

namespace Oft.Aloha.Ros1.Messages;

// Written by MessageGenerator from interbotix_xs_msgs/MotorGains.srv.
/// <summary>interbotix_xs_msgs/MotorGains, what is answered.</summary>
public sealed record MotorGainsResponse : IRosMessage<MotorGainsResponse>
{
    /// <inheritdoc/>
    public static RosType Type { get; } = MotorGains.Type;

    /// <inheritdoc/>
    public static MotorGainsResponse Read(ref RosReader reader) => new();

    /// <inheritdoc/>
    public void Write(RosWriter writer)
    {
    }
}
