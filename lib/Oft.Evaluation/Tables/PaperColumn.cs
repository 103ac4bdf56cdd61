namespace Oft.Evaluation.Tables;

/// <summary>One column of a published table.</summary>
/// <param name="Name">How cells are addressed.</param>
/// <param name="Title">How it is headed.</param>
/// <param name="Trials">Trials behind each of its figures; null where the source does not say.</param>
/// <param name="Unit">Its unit, where columns differ.</param>
public sealed record PaperColumn(string Name, string Title, int? Trials = null, string? Unit = null);
