using Oft.Aloha.Ros1.Types;

namespace Oft.Aloha.Ros1.Messages;

// Written by MessageGenerator from interbotix_xs_msgs/MotorGains.srv.
/// <summary>The service interbotix_xs_msgs/MotorGains.</summary>
public sealed class MotorGains : IRosService
{
    private MotorGains()
    {
    }

    /// <inheritdoc/>
    public static RosType Type { get; } = RosCatalog.House.ServiceType("interbotix_xs_msgs/MotorGains");
}
