using Oft.Simulation.Predicates;

namespace Oft.Simulation.MiniLibero;

/// <summary>The drawer or knob of a fixture.</summary>
/// <param name="Slides">True for a drawer, false for a knob.</param>
/// <param name="Axis">[3] in the fixture's frame.</param>
/// <param name="Origin">[3] the part's frame in the fixture's.</param>
/// <param name="Range">[2] least and largest joint value, metres or radians.</param>
/// <param name="Shapes">What it is made of, in the part's frame.</param>
/// <param name="Handle">[3] where fingers take hold, in the part's frame.</param>
/// <param name="Limits">When it counts as open or closed; null for a knob.</param>
internal sealed record MovingPart(bool Slides, double[] Axis, double[] Origin, double[] Range, IReadOnlyList<Shape> Shapes, double[] Handle, JointLimits? Limits);
