namespace Oft.Lab.Proofs;

/// <summary>What a proof is given.</summary>
/// <param name="Size">How large it runs: the proof's own unit (steps, episodes, minutes); null for the full size.</param>
/// <param name="Say">Takes a line of progress.</param>
/// <param name="Cancellation">Ends the run; nothing is recorded then.</param>
public sealed record ProofContext(long? Size, Action<string> Say, CancellationToken Cancellation);
