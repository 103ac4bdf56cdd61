using Oft.Aloha.Ros1.Types;
using Oft.Aloha.Ros1.Wire;

namespace Oft.Aloha.Ros1.Messages;

// Written by MessageGenerator from interbotix_xs_msgs/OperatingModes.srv.
/// <summary>interbotix_xs_msgs/OperatingModes, what is asked.</summary>
public sealed record OperatingModesRequest : IRosMessage<OperatingModesRequest>
{
    /// <inheritdoc/>
    public static RosType Type { get; } = OperatingModes.Type;

    /// <summary>string cmd_type.</summary>
    public string CmdType { get; init; } = "";

    /// <summary>string name.</summary>
    public string Name { get; init; } = "";

    /// <summary>string mode.</summary>
    public string Mode { get; init; } = "";

    /// <summary>string profile_type.</summary>
    public string ProfileType { get; init; } = "";

    /// <summary>int32 profile_velocity.</summary>
    public int ProfileVelocity { get; init; }

    /// <summary>int32 profile_acceleration.</summary>
    public int ProfileAcceleration { get; init; }

    /// <inheritdoc/>
    public static OperatingModesRequest Read(ref RosReader reader) => new()
    {
        CmdType = reader.Text(),
        Name = reader.Text(),
        Mode = reader.Text(),
        ProfileType = reader.Text(),
        ProfileVelocity = reader.Value<int>(),
        ProfileAcceleration = reader.Value<int>(),
    };

    /// <inheritdoc/>
    public void Write(RosWriter writer)
    {
        writer.Text(CmdType);
        writer.Text(Name);
        writer.Text(Mode);
        writer.Text(ProfileType);
        writer.Value(ProfileVelocity);
        writer.Value(ProfileAcceleration);
    }
}
