namespace Oft.Aloha.Arms;

/// <summary>A joint of an arm: how far beyond the joint before it, and what it turns about.</summary>
/// <param name="Axis">x, y or z of its own frame, which is the base's at zero pose.</param>
/// <param name="X">From the joint before, m, forward.</param>
/// <param name="Y">To the left, m.</param>
/// <param name="Z">Up, m.</param>
public sealed record ArmLink(string Axis, double X, double Y, double Z);
