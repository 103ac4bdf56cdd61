using Oft.Aloha.Ros1.Types;

namespace Oft.Aloha.Ros1.Messages;

// Written by MessageGenerator from interbotix_xs_msgs/Reboot.srv.
/// <summary>The service interbotix_xs_msgs/Reboot.</summary>
public sealed class Reboot : IRosService
{
    private Reboot()
    {
    }

    /// <inheritdoc/>
    public static RosType Type { get; } = RosCatalog.House.ServiceType("interbotix_xs_msgs/Reboot");
}
