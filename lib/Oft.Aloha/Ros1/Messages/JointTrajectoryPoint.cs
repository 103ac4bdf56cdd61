using Oft.Aloha.Ros1.Types;
using Oft.Aloha.Ros1.Wire;

namespace Oft.Aloha.Ros1.Messages;

// Written by MessageGenerator from trajectory_msgs/JointTrajectoryPoint.msg.
/// <summary>trajectory_msgs/JointTrajectoryPoint.</summary>
public sealed record JointTrajectoryPoint : IRosMessage<JointTrajectoryPoint>
{
    /// <inheritdoc/>
    public static RosType Type { get; } = RosCatalog.House.TypeOf("trajectory_msgs/JointTrajectoryPoint");

    /// <summary>float64[] positions.</summary>
    public double[] Positions { get; init; } = [];

    /// <summary>float64[] velocities.</summary>
    public double[] Velocities { get; init; } = [];

    /// <summary>float64[] accelerations.</summary>
    public double[] Accelerations { get; init; } = [];

    /// <summary>float64[] effort.</summary>
    public double[] Effort { get; init; } = [];

    /// <summary>duration time_from_start.</summary>
    public RosDuration TimeFromStart { get; init; }

    /// <inheritdoc/>
    public static JointTrajectoryPoint Read(ref RosReader reader) => new()
    {
        Positions = reader.Array<double>(),
        Velocities = reader.Array<double>(),
        Accelerations = reader.Array<double>(),
        Effort = reader.Array<double>(),
        TimeFromStart = reader.Duration(),
    };

    /// <inheritdoc/>
    public void Write(RosWriter writer)
    {
        writer.Array<double>(Positions);
        writer.Array<double>(Velocities);
        writer.Array<double>(Accelerations);
        writer.Array<double>(Effort);
        writer.Duration(TimeFromStart);
    }
}
