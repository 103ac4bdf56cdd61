using Oft.Aloha.Ros1.Types;
using Oft.Aloha.Ros1.Wire;

namespace Oft.Aloha.Ros1.Messages;

// Written by MessageGenerator from interbotix_xs_msgs/TorqueEnable.srv.
/// <summary>interbotix_xs_msgs/TorqueEnable, what is answered.</summary>
public sealed record TorqueEnableResponse : IRosMessage<TorqueEnableResponse>
{
    /// <inheritdoc/>
    public static RosType Type { get; } = TorqueEnable.Type;

    /// <inheritdoc/>
    public static TorqueEnableResponse Read(ref RosReader reader) => new();

    /// <inheritdoc/>
    public void Write(RosWriter writer)
    {
    }
}
