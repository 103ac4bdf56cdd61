using Oft.Simulation.MiniLibero;

namespace Oft.Simulation.Bimanual;

/// <summary>Small loose pieces that begin inside a thing.</summary>
/// <param name="Inside">The thing's name.</param>
/// <param name="Piece">A round one.</param>
/// <param name="Count">How many.</param>
/// <param name="Floor">Height of the thing's floor in its own frame, m.</param>
internal sealed record Contents(string Inside, Movable Piece, int Count, double Floor)
{
    private const int PerLayer = 3;

    /// <summary>The pieces' names.</summary>
    public IReadOnlyList<string> Names { get; } = [.. Enumerable.Range(1, Count).Select(i => $"{Piece.Kind}_{i}")];

    /// <summary>Where a piece begins: three to a layer, layers turned against each other.</summary>
    /// <param name="index">Which piece.</param>
    /// <param name="place">The thing's centre.</param>
    public Point PlaceOf(int index, Point place)
    {
        var (layer, angle) = (index / PerLayer, 2 * Math.PI * (index % PerLayer) / PerLayer + index / PerLayer * Math.PI / PerLayer);
        var aside = Piece.HalfHeight * 1.25;
        return place + new Point(aside * Math.Cos(angle), aside * Math.Sin(angle), Floor + Piece.HalfHeight * (1.05 + 2 * layer));
    }
}
