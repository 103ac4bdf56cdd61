namespace Oft.Model.Probes;

/// <summary>What was changed, and how far the actions moved.</summary>
/// <param name="Change">In words.</param>
/// <param name="Distance">Mean absolute difference of the chunks, robot units.</param>
public sealed record ProbeAnswer(string Change, double Distance);
