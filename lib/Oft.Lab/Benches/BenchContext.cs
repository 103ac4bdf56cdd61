namespace Oft.Lab.Benches;

/// <summary>What a bench is given: how long it may take and where it reports on its way.</summary>
/// <param name="Long">True where the three-minute rule is lifted.</param>
/// <param name="Say">Takes a line of progress.</param>
/// <param name="Cancellation">Ends the run between two measurements.</param>
public sealed record BenchContext(bool Long, Action<string> Say, CancellationToken Cancellation);
