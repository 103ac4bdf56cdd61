using Oft.Aloha.Ros1.Types;
using Oft.Aloha.Ros1.Wire;

namespace Oft.Aloha.Ros1.Messages;

// Written by MessageGenerator from interbotix_xs_msgs/TorqueEnable.srv.
/// <summary>interbotix_xs_msgs/TorqueEnable, what is asked.</summary>
public sealed record TorqueEnableRequest : IRosMessage<TorqueEnableRequest>
{
    /// <inheritdoc/>
    public static RosType Type { get; } = TorqueEnable.Type;

    /// <summary>string cmd_type.</summary>
    public string CmdType { get; init; } = "";

    /// <summary>string name.</summary>
    public string Name { get; init; } = "";

    /// <summary>bool enable.</summary>
    public bool Enable { get; init; }

    /// <inheritdoc/>
    public static TorqueEnableRequest Read(ref RosReader reader) => new()
    {
        CmdType = reader.Text(),
        Name = reader.Text(),
        Enable = reader.Bool(),
    };

    /// <inheritdoc/>
    public void Write(RosWriter writer)
    {
        writer.Text(CmdType);
        writer.Text(Name);
        writer.Bool(Enable);
    }
}
