namespace Oft.Data.Manifests;

/// <summary>A figure of the paper: quoted, never measured here.</summary>
/// <param name="Table">Table I, …</param>
/// <param name="Row">The row as the table calls it.</param>
/// <param name="Column">The suite or task.</param>
/// <param name="Value">In the table's unit.</param>
/// <param name="Unit">percent, points, …</param>
public sealed record ExpectedScore(string Table, string Row, string Column, double Value, string Unit);
