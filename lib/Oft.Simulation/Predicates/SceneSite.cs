namespace Oft.Simulation.Predicates;

/// <summary>A marked place predicates speak about.</summary>
/// <param name="Name">The site's name.</param>
/// <param name="Site">Its number in the model.</param>
/// <param name="Owner">The thing it belongs to; null for a place on the table.</param>
/// <param name="Joints">The joints of the body it is on: a drawer's slide.</param>
public sealed record SceneSite(string Name, int Site, string? Owner, IReadOnlyList<int> Joints);
