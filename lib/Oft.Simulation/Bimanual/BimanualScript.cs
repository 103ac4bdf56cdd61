namespace Oft.Simulation.Bimanual;

/// <summary>What both arms do; they wait for each other through <see cref="Move.After"/>.</summary>
internal sealed record BimanualScript(IReadOnlyList<Move> Left, IReadOnlyList<Move> Right);
