namespace Oft.Contracts;

/// <summary>What a robot said of itself at one moment.</summary>
/// <param name="Position">[S] in robot units, the order of actions.</param>
/// <param name="Velocity">[S] in robot units a second; empty where none is measured.</param>
/// <param name="Effort">[S] in the robot's units; empty where none is measured.</param>
/// <param name="Received">When it arrived, on the clock that ages are taken from (<see cref="TimeProvider.GetTimestamp"/>).</param>
/// <param name="Stamp">What the robot's own clock says; recorded, never used for ages.</param>
public sealed record RobotState(ReadOnlyMemory<double> Position, ReadOnlyMemory<double> Velocity, ReadOnlyMemory<double> Effort, long Received, DateTimeOffset Stamp);
