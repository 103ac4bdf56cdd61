using Oft.Aloha.Ros1.Types;
using Oft.Aloha.Ros1.Wire;

namespace Oft.Aloha.Ros1.Messages;

// Written by MessageGenerator from std_srvs/Trigger.srv.
/// <summary>std_srvs/Trigger, what is answered.</summary>
public sealed record TriggerResponse : IRosMessage<TriggerResponse>
{
    /// <inheritdoc/>
    public static RosType Type { get; } = Trigger.Type;

    /// <summary>bool success.</summary>
    public bool Success { get; init; }

    /// <summary>string message.</summary>
    public string Message { get; init; } = "";

    /// <inheritdoc/>
    public static TriggerResponse Read(ref RosReader reader) => new()
    {
        Success = reader.Bool(),
        Message = reader.Text(),
    };

    /// <inheritdoc/>
    public void Write(RosWriter writer)
    {
        writer.Bool(Success);
        writer.Text(Message);
    }
}
