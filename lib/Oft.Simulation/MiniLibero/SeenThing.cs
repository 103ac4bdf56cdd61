namespace Oft.Simulation.MiniLibero;

/// <summary>Where a thing's middle stands in a picture.</summary>
/// <param name="Kind">What it is: one of <see cref="RandomScenes.Kinds"/>.</param>
/// <param name="Across">From the left edge, 0 to 1.</param>
/// <param name="Down">From the upper edge, 0 to 1.</param>
/// <param name="Distance">From the camera along its axis, metres: of two at one place the nearer hides the other.</param>
public readonly record struct SeenThing(string Kind, double Across, double Down, double Distance);
