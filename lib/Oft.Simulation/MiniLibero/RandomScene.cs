using Oft.Contracts;

namespace Oft.Simulation.MiniLibero;

/// <summary>One moment of a scene without a task: pictures, and what stands where in each.</summary>
/// <param name="Views">In the order of the robot's views.</param>
/// <param name="Seen">[view] every thing whose middle lies inside that picture and is not hidden by something else.</param>
public sealed record RandomScene(IReadOnlyList<CameraImage> Views, IReadOnlyList<IReadOnlyList<SeenThing>> Seen);
