namespace Oft.Data.Sampling;

/// <summary>One sample of a mixture, as a place.</summary>
/// <param name="Dataset">Index in the mixture.</param>
/// <param name="Trajectory">Index in its trajectories.</param>
/// <param name="Step">Where the chunk begins.</param>
public readonly record struct FramePlace(int Dataset, int Trajectory, int Step);
