using Oft.Aloha.Ros1.Types;
using Oft.Aloha.Ros1.Wire;

namespace Oft.Aloha.Ros1.Messages;

// Written by MessageGenerator from interbotix_xs_msgs/RegisterValues.srv.
/// <summary>interbotix_xs_msgs/RegisterValues, what is answered.</summary>
public sealed record RegisterValuesResponse : IRosMessage<RegisterValuesResponse>
{
    /// <inheritdoc/>
    public static RosType Type { get; } = RegisterValues.Type;

    /// <summary>int32[] values.</summary>
    public int[] Values { get; init; } = [];

    /// <inheritdoc/>
    public static RegisterValuesResponse Read(ref RosReader reader) => new()
    {
        Values = reader.Array<int>(),
    };

    /// <inheritdoc/>
    public void Write(RosWriter writer)
    {
        writer.Array<int>(Values);
    }
}
