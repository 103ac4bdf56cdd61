namespace Oft.Data.Sampling;

/// <summary>A data set's part in what is sampled.</summary>
/// <param name="Index">Its trajectories.</param>
/// <param name="Weight">Multiplied by its number of transitions.</param>
public sealed record MixtureSource(TrajectoryIndex Index, double Weight = 1);
