namespace Oft.Simulation.Libero.Composition;

/// <summary>A region of the task that exists in the scene, as a site.</summary>
/// <param name="Name">The region's full name, which is the site's.</param>
/// <param name="Owner">The thing it belongs to; null for a zone of the workspace.</param>
/// <param name="Joints">Joints of the body it is on: a drawer's slide.</param>
/// <param name="Half">[3] half sizes, metres.</param>
public sealed record ScenePlace(string Name, string? Owner, IReadOnlyList<string> Joints, IReadOnlyList<double> Half);
