namespace Oft.Simulation.MiniLibero;

/// <summary>A thing that stays where an episode put it: a plate, a basket, a cabinet. Its frame sits on the table.</summary>
/// <param name="Kind">Its name in instance names.</param>
/// <param name="Radius">Reach on the table.</param>
/// <param name="Shapes">What it is made of.</param>
/// <param name="Landing">[3] where something put on or into it comes to lie, in its own frame.</param>
/// <param name="Rim">Height a carried thing has to clear above the table.</param>
/// <param name="Places">Sites a goal may speak of.</param>
/// <param name="Part">A drawer or knob, where it has one.</param>
internal sealed record Fixture(string Kind, double Radius, IReadOnlyList<Shape> Shapes, double[] Landing, double Rim, IReadOnlyList<Place> Places, MovingPart? Part = null) : Thing(Kind, Radius, Shapes);
