using Oft.Aloha.Ros1.Types;
using Oft.Aloha.Ros1.Wire;

namespace Oft.Aloha.Ros1.Messages;

// Written by MessageGenerator from interbotix_xs_msgs/Reboot.srv.
/// <summary>interbotix_xs_msgs/Reboot, what is answered.</summary>
public sealed record RebootResponse : IRosMessage<RebootResponse>
{
    /// <inheritdoc/>
    public static RosType Type { get; } = Reboot.Type;

    /// <inheritdoc/>
    public static RebootResponse Read(ref RosReader reader) => new();

    /// <inheritdoc/>
    public void Write(RosWriter writer)
    {
    }
}
