using Oft.Aloha.Ros1.Types;
using Oft.Aloha.Ros1.Wire;

namespace Oft.Aloha.Ros1.Messages;

// Written by MessageGenerator from interbotix_xs_msgs/Reboot.srv.
/// <summary>interbotix_xs_msgs/Reboot, what is asked.</summary>
public sealed record RebootRequest : IRosMessage<RebootRequest>
{
    /// <inheritdoc/>
    public static RosType Type { get; } = Reboot.Type;

    /// <summary>string cmd_type.</summary>
    public string CmdType { get; init; } = "";

    /// <summary>string name.</summary>
    public string Name { get; init; } = "";

    /// <summary>bool enable.</summary>
    public bool Enable { get; init; }

    /// <summary>bool smart_reboot.</summary>
    public bool SmartReboot { get; init; }

    /// <inheritdoc/>
    public static RebootRequest Read(ref RosReader reader) => new()
    {
        CmdType = reader.Text(),
        Name = reader.Text(),
        Enable = reader.Bool(),
        SmartReboot = reader.Bool(),
    };

    /// <inheritdoc/>
    public void Write(RosWriter writer)
    {
        writer.Text(CmdType);
        writer.Text(Name);
        writer.Bool(Enable);
        writer.Bool(SmartReboot);
    }
}
