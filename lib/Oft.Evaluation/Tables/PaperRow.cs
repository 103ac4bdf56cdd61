namespace Oft.Evaluation.Tables;

/// <summary>One row of a published table.</summary>
/// <param name="Name">The policy or variant.</param>
/// <param name="Values">Figures by column name; null or absent where the source has none.</param>
/// <param name="Group">What rows have in common: inputs, data.</param>
/// <param name="StandardErrors">Standard errors by column name, where published.</param>
/// <param name="Note">What else a reader must know.</param>
public sealed record PaperRow(string Name, IReadOnlyDictionary<string, double?> Values, string? Group = null, IReadOnlyDictionary<string, double?>? StandardErrors = null, string? Note = null);
