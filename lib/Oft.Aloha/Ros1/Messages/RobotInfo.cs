using Oft.Aloha.Ros1.Types;

namespace Oft.Aloha.Ros1.Messages;

// Written by MessageGenerator from interbotix_xs_msgs/RobotInfo.srv.
/// <summary>The service interbotix_xs_msgs/RobotInfo.</summary>
public sealed class RobotInfo : IRosService
{
    private RobotInfo()
    {
    }

    /// <inheritdoc/>
    public static RosType Type { get; } = RosCatalog.House.ServiceType("interbotix_xs_msgs/RobotInfo");
}
