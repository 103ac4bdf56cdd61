using Oft.Aloha.Ros1.Types;

namespace Oft.Aloha.Ros1.Messages;

// Written by MessageGenerator from interbotix_xs_msgs/TorqueEnable.srv.
/// <summary>The service interbotix_xs_msgs/TorqueEnable.</summary>
public sealed class TorqueEnable : IRosService
{
    private TorqueEnable()
    {
    }

    /// <inheritdoc/>
    public static RosType Type { get; } = RosCatalog.House.ServiceType("interbotix_xs_msgs/TorqueEnable");
}
