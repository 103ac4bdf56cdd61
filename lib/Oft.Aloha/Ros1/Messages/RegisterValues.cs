using Oft.Aloha.Ros1.Types;

namespace Oft.Aloha.Ros1.Messages;

// Written by MessageGenerator from interbotix_xs_msgs/RegisterValues.srv.
/// <summary>The service interbotix_xs_msgs/RegisterValues.</summary>
public sealed class RegisterValues : IRosService
{
    private RegisterValues()
    {
    }

    /// <inheritdoc/>
    public static RosType Type { get; } = RosCatalog.House.ServiceType("interbotix_xs_msgs/RegisterValues");
}
