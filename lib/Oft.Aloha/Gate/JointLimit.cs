namespace Oft.Aloha.Gate;

/// <summary>What one joint may do.</summary>
/// <param name="Name">As the driver calls it.</param>
/// <param name="Lower">rad.</param>
/// <param name="Upper">rad.</param>
/// <param name="Velocity">rad/s between two commands.</param>
/// <param name="Acceleration">rad/s² between three.</param>
public sealed record JointLimit(string Name, double Lower, double Upper, double Velocity, double Acceleration);
