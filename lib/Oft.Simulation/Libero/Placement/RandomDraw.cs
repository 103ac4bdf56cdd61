namespace Oft.Simulation.Libero.Placement;

/// <summary>One call of numpy's global generator, as it would be logged.</summary>
/// <param name="Function">randn, uniform or randint.</param>
/// <param name="Count">For randn: how many; for randint: the excluded bound.</param>
/// <param name="Low">For uniform.</param>
/// <param name="High">For uniform.</param>
/// <param name="Values">What came.</param>
public sealed record RandomDraw(string Function, int Count, double Low, double High, IReadOnlyList<double> Values);
