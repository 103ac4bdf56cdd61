namespace Oft.Evaluation.Ledgers;

/// <summary>The first line of a ledger.</summary>
/// <param name="Ledger">Version of the format: 1.</param>
/// <param name="Id"><see cref="Ledgers.Conditions.Id"/>, for a reader that only compares.</param>
/// <param name="Conditions">What the episodes were run under.</param>
public sealed record LedgerHeader(int Ledger, string Id, Conditions Conditions);
