using Oft.Aloha.Ros1.Types;
using Oft.Aloha.Ros1.Wire;

namespace Oft.Aloha.Ros1.Messages;

// Written by MessageGenerator from interbotix_xs_msgs/MotorGains.srv.
/// <summary>interbotix_xs_msgs/MotorGains, what is asked.</summary>
public sealed record MotorGainsRequest : IRosMessage<MotorGainsRequest>
{
    /// <inheritdoc/>
    public static RosType Type { get; } = MotorGains.Type;

    /// <summary>string cmd_type.</summary>
    public string CmdType { get; init; } = "";

    /// <summary>string name.</summary>
    public string Name { get; init; } = "";

    /// <summary>int32 kp_pos.</summary>
    public int KpPos { get; init; }

    /// <summary>int32 ki_pos.</summary>
    public int KiPos { get; init; }

    /// <summary>int32 kd_pos.</summary>
    public int KdPos { get; init; }

    /// <summary>int32 k1.</summary>
    public int K1 { get; init; }

    /// <summary>int32 k2.</summary>
    public int K2 { get; init; }

    /// <summary>int32 kp_vel.</summary>
    public int KpVel { get; init; }

    /// <summary>int32 ki_vel.</summary>
    public int KiVel { get; init; }

    /// <inheritdoc/>
    public static MotorGainsRequest Read(ref RosReader reader) => new()
    {
        CmdType = reader.Text(),
        Name = reader.Text(),
        KpPos = reader.Value<int>(),
        KiPos = reader.Value<int>(),
        KdPos = reader.Value<int>(),
        K1 = reader.Value<int>(),
        K2 = reader.Value<int>(),
        KpVel = reader.Value<int>(),
        KiVel = reader.Value<int>(),
    };

    /// <inheritdoc/>
    public void Write(RosWriter writer)
    {
        writer.Text(CmdType);
        writer.Text(Name);
        writer.Value(KpPos);
        writer.Value(KiPos);
        writer.Value(KdPos);
        writer.Value(K1);
        writer.Value(K2);
        writer.Value(KpVel);
        writer.Value(KiVel);
    }
}
