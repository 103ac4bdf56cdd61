using Oft.Aloha.Ros1.Types;
using Oft.Aloha.Ros1.Wire;

namespace Oft.Aloha.Ros1.Messages;

// Written by MessageGenerator from interbotix_xs_msgs/RegisterValues.srv.
/// <summary>interbotix_xs_msgs/RegisterValues, what is asked.</summary>
public sealed record RegisterValuesRequest : IRosMessage<RegisterValuesRequest>
{
    /// <inheritdoc/>
    public static RosType Type { get; } = RegisterValues.Type;

    /// <summary>string cmd_type.</summary>
    public string CmdType { get; init; } = "";

    /// <summary>string name.</summary>
    public string Name { get; init; } = "";

    /// <summary>string reg.</summary>
    public string Reg { get; init; } = "";

    /// <summary>int32 value.</summary>
    public int Value { get; init; }

    /// <inheritdoc/>
    public static RegisterValuesRequest Read(ref RosReader reader) => new()
    {
        CmdType = reader.Text(),
        Name = reader.Text(),
        Reg = reader.Text(),
        Value = reader.Value<int>(),
    };

    /// <inheritdoc/>
    public void Write(RosWriter writer)
    {
        writer.Text(CmdType);
        writer.Text(Name);
        writer.Text(Reg);
        writer.Value(Value);
    }
}
