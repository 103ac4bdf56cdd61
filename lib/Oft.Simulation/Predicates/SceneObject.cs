namespace Oft.Simulation.Predicates;

/// <summary>A thing predicates speak about: a movable object or a fixture.</summary>
/// <param name="Name">The instance's name.</param>
/// <param name="Body">Its body, whose position counts as the thing's.</param>
/// <param name="Geoms">The shapes it touches others with.</param>
/// <param name="Joints">Its own joints, a drawer's or a knob's; the free joint of a movable object is not one.</param>
/// <param name="Limits">When its joints count as open or closed; null where it has no door or drawer, and asking is an error.</param>
/// <param name="Knob">True where it can be turned on; elsewhere asking is an error.</param>
public sealed record SceneObject(string Name, int Body, IReadOnlySet<int> Geoms, IReadOnlyList<int> Joints, JointLimits? Limits, bool Knob = false);
