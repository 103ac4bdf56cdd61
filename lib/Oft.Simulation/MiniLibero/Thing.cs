namespace Oft.Simulation.MiniLibero;

/// <summary>A kind of thing that scenes are made of.</summary>
/// <param name="Kind">Its name in instance names: <c>red_block</c> of <c>red_block_1</c>.</param>
/// <param name="Radius">How far it reaches from its centre on the table, for keeping things apart.</param>
/// <param name="Shapes">What it is made of.</param>
internal abstract record Thing(string Kind, double Radius, IReadOnlyList<Shape> Shapes)
{
    /// <summary>What sentences call it.</summary>
    public string Phrase => Kind.Replace('_', ' ');
}
