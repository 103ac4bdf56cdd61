using Oft.Aloha.Ros1.Types;
using Oft.Aloha.Ros1.Wire;

namespace Oft.Aloha.Ros1.Messages;

// Written by MessageGenerator from std_srvs/Trigger.srv.
/// <summary>std_srvs/Trigger, what is asked.</summary>
public sealed record TriggerRequest : IRosMessage<TriggerRequest>
{
    /// <inheritdoc/>
    public static RosType Type { get; } = Trigger.Type;

    /// <inheritdoc/>
    public static TriggerRequest Read(ref RosReader reader) => new();

    /// <inheritdoc/>
    public void Write(RosWriter writer)
    {
    }
}
