namespace Oft.Simulation.Libero.Bddl;

/// <summary>A named place: rectangles on the workspace, or a marked site of a thing.</summary>
/// <param name="Name">Full name: target, underscore, its own.</param>
/// <param name="Target">The thing or workspace it belongs to.</param>
/// <param name="Ranges">Least x, least y, most x, most y, metres from the workspace's origin; empty for a site of a thing.</param>
/// <param name="Yaw">Least and most turn about the vertical of what is put there, radians.</param>
/// <param name="Color">Red, green, blue, opacity.</param>
public sealed record BddlRegion(string Name, string Target, IReadOnlyList<(double X0, double Y0, double X1, double Y1)> Ranges, (double Least, double Most) Yaw, IReadOnlyList<double> Color);
