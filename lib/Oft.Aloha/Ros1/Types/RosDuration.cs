namespace Oft.Aloha.Ros1.Types;

/// <summary>A span as ROS writes it: minus half a second is -1 s and 500,000,000 ns.</summary>
public readonly record struct RosDuration(int Seconds, int Nanoseconds);
