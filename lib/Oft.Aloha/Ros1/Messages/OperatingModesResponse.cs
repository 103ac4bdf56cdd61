using Oft.Aloha.Ros1.Types;
using Oft.Aloha.Ros1.Wire;

namespace Oft.Aloha.Ros1.Messages;

// Written by MessageGenerator from interbotix_xs_msgs/OperatingModes.srv.
/// <summary>interbotix_xs_msgs/OperatingModes, what is answered.</summary>
public sealed record OperatingModesResponse : IRosMessage<OperatingModesResponse>
{
    /// <inheritdoc/>
    public static RosType Type { get; } = OperatingModes.Type;

    /// <inheritdoc/>
    public static OperatingModesResponse Read(ref RosReader reader) => new();

    /// <inheritdoc/>
    public void Write(RosWriter writer)
    {
    }
}
