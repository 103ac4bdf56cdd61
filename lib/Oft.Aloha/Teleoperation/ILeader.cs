namespace Oft.Aloha.Teleoperation;

/// <summary>Something that leads a robot: a script, a keyboard, two leader arms.</summary>
public interface ILeader
{
    /// <summary>The targets of this tick.</summary>
    /// <param name="measured">[14] where the robot is.</param>
    /// <returns>[14], grippers perhaps outside 0 … 1; null when the demonstration is over.</returns>
    double[]? Lead(ReadOnlySpan<double> measured);
}
