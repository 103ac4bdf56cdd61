namespace Oft.Simulation.Libero.Placement;

/// <summary>What one reset draws: poses of all things, and joints of what begins open or turned on.</summary>
/// <param name="Things">In the order they are placed.</param>
/// <param name="Joints">Joint names and values, metres or radians.</param>
/// <param name="PropertyDraws">How many open or turn-on samplers drew; their list grows with every reset.</param>
public sealed record ResetLayout(IReadOnlyList<Placed> Things, IReadOnlyDictionary<string, double> Joints, int PropertyDraws);
