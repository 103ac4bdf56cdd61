namespace Oft.Contracts;

/// <summary>What a robot sees, feels and was told at one moment.</summary>
/// <param name="Views">Camera pictures in the order of <see cref="RobotSpec.Views"/>.</param>
/// <param name="Proprio">[S] the robot's own state in its units; empty where the robot reports none.</param>
/// <param name="Sentence">The task in words.</param>
public sealed record Observation(IReadOnlyList<CameraImage> Views, ReadOnlyMemory<double> Proprio, string Sentence);
