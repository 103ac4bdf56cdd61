namespace Oft.Simulation.Libero.Placement;

/// <summary>Where a reset puts a thing.</summary>
/// <param name="Name">The instance.</param>
/// <param name="Position">[3] metres.</param>
/// <param name="Quaternion">[4] w, x, y, z as the simulator takes it.</param>
public sealed record Placed(string Name, IReadOnlyList<double> Position, IReadOnlyList<double> Quaternion);
