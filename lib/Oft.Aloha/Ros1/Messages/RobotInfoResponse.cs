using Oft.Aloha.Ros1.Types;
using Oft.Aloha.Ros1.Wire;

namespace Oft.Aloha.Ros1.Messages;

// Written by MessageGenerator from interbotix_xs_msgs/RobotInfo.srv.
/// <summary>interbotix_xs_msgs/RobotInfo, what is answered.</summary>
public sealed record RobotInfoResponse : IRosMessage<RobotInfoResponse>
{
    /// <inheritdoc/>
    public static RosType Type { get; } = RobotInfo.Type;

    /// <summary>string mode.</summary>
    public string Mode { get; init; } = "";

    /// <summary>string profile_type.</summary>
    public string ProfileType { get; init; } = "";

    /// <summary>string[] joint_names.</summary>
    public string[] JointNames { get; init; } = [];

    /// <summary>int16[] joint_ids.</summary>
    public short[] JointIds { get; init; } = [];

    /// <summary>float32[] joint_lower_limits.</summary>
    public float[] JointLowerLimits { get; init; } = [];

    /// <summary>float32[] joint_upper_limits.</summary>
    public float[] JointUpperLimits { get; init; } = [];

    /// <summary>float32[] joint_velocity_limits.</summary>
    public float[] JointVelocityLimits { get; init; } = [];

    /// <summary>float32[] joint_sleep_positions.</summary>
    public float[] JointSleepPositions { get; init; } = [];

    /// <summary>int16[] joint_state_indices.</summary>
    public short[] JointStateIndices { get; init; } = [];

    /// <summary>int16 num_joints.</summary>
    public short NumJoints { get; init; }

    /// <summary>string[] name.</summary>
    public string[] Name { get; init; } = [];

    /// <inheritdoc/>
    public static RobotInfoResponse Read(ref RosReader reader) => new()
    {
        Mode = reader.Text(),
        ProfileType = reader.Text(),
        JointNames = reader.Texts(),
        JointIds = reader.Array<short>(),
        JointLowerLimits = reader.Array<float>(),
        JointUpperLimits = reader.Array<float>(),
        JointVelocityLimits = reader.Array<float>(),
        JointSleepPositions = reader.Array<float>(),
        JointStateIndices = reader.Array<short>(),
        NumJoints = reader.Value<short>(),
        Name = reader.Texts(),
    };

    /// <inheritdoc/>
    public void Write(RosWriter writer)
    {
        writer.Text(Mode);
        writer.Text(ProfileType);
        writer.Texts(JointNames);
        writer.Array<short>(JointIds);
        writer.Array<float>(JointLowerLimits);
        writer.Array<float>(JointUpperLimits);
        writer.Array<float>(JointVelocityLimits);
        writer.Array<float>(JointSleepPositions);
        writer.Array<short>(JointStateIndices);
        writer.Value(NumJoints);
        writer.Texts(Name);
    }
}
