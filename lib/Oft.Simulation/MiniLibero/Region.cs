namespace Oft.Simulation.MiniLibero;

/// <summary>A rectangle on the table where something may begin.</summary>
/// <param name="X">Centre, metres towards the camera.</param>
/// <param name="Y">Centre, metres to the right as the agent view shows it.</param>
/// <param name="HalfX">Half its depth.</param>
/// <param name="HalfY">Half its width.</param>
public sealed record Region(double X, double Y, double HalfX = 0.04, double HalfY = 0.04);
