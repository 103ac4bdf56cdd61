namespace Oft.Simulation.MiniLibero;

/// <summary>A thing that can be picked up. Its frame sits at mid height.</summary>
/// <param name="Kind">Its name in instance names.</param>
/// <param name="Radius">Reach on the table.</param>
/// <param name="HalfHeight">Half its height: where its centre is when it stands.</param>
/// <param name="Shapes">What it is made of.</param>
/// <param name="GripHeight">Where fingers close, above or below its centre.</param>
/// <param name="YawPeriod">It looks the same to the fingers after this turn, radians; 0 for round things.</param>
internal sealed record Movable(string Kind, double Radius, double HalfHeight, IReadOnlyList<Shape> Shapes, double GripHeight = 0, double YawPeriod = 0) : Thing(Kind, Radius, Shapes);
