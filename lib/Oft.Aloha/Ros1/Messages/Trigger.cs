using Oft.Aloha.Ros1.Types;

namespace Oft.Aloha.Ros1.Messages;

// Written by MessageGenerator from std_srvs/Trigger.srv.
/// <summary>The service std_srvs/Trigger.</summary>
public sealed class Trigger : IRosService
{
    private Trigger()
    {
    }

    /// <inheritdoc/>
    public static RosType Type { get; } = RosCatalog.House.ServiceType("std_srvs/Trigger");
}
