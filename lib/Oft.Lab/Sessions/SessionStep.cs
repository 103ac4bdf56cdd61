namespace Oft.Lab.Sessions;

/// <summary>One control step.</summary>
/// <param name="Seconds">Since the session began.</param>
/// <param name="Asked">[A] what the policy asked for, robot units; empty where it asked for nothing.</param>
/// <param name="Sent">[A] what the robot was sent, after the gate; empty where it was sent nothing.</param>
/// <param name="PolicySeconds">How long the policy took, where it was asked in this step; null elsewhere.</param>
public sealed record SessionStep(double Seconds, IReadOnlyList<double> Asked, IReadOnlyList<double> Sent, double? PolicySeconds = null);
