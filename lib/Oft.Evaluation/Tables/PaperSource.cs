namespace Oft.Evaluation.Tables;

/// <summary>Where quoted figures stand.</summary>
/// <param name="Document">The publication.</param>
/// <param name="Table">The table's number in it; null where there is none.</param>
public sealed record PaperSource(string Document, string? Table = null);
