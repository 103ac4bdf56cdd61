namespace Oft.Aloha.Gate;

/// <summary>Where the hands may be.</summary>
/// <param name="Height">Least height of a hand above the table, m.</param>
/// <param name="Arms">The arms, in the order of their numbers.</param>
/// <param name="Beyond">How far a hand may reach past 0 into the half where its arm does not stand, m; null where it may.</param>
/// <param name="Apart">Least distance between two hands, m; null where there is none to keep.</param>
public sealed record WorkspaceLimit(double Height, IReadOnlyList<ArmBase> Arms, double? Beyond = null, double? Apart = null);
