using Oft.Aloha.Ros1.Types;

namespace Oft.Aloha.Ros1.Messages;

// Written by MessageGenerator from interbotix_xs_msgs/OperatingModes.srv.
/// <summary>The service interbotix_xs_msgs/OperatingModes.</summary>
public sealed class OperatingModes : IRosService
{
    private OperatingModes()
    {
    }

    /// <inheritdoc/>
    public static RosType Type { get; } = RosCatalog.House.ServiceType("interbotix_xs_msgs/OperatingModes");
}
