namespace Oft.Aloha.Gate;

/// <summary>Where the hands may be.</summary>
/// <param name="Height">Least height of a hand above the table, m.</param>
/// <param name="Beyond">How far a hand may reach into the other half, m.</param>
/// <param name="Apart">Least distance between the hands, m.</param>
/// <param name="Left">The left arm's base.</param>
/// <param name="Right">The right arm's base.</param>
public sealed record WorkspaceLimit(double Height, double Beyond, double Apart, ArmBase Left, ArmBase Right);
