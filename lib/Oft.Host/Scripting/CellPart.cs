namespace Oft.Host.Scripting;

/// <summary>A piece of a cell that runs in one go: some code of one language, or one directive.</summary>
/// <param name="Language">The language that is chosen at this place.</param>
/// <param name="Code">Code whose lines stand where they stand in the cell; null for a directive.</param>
/// <param name="Directive">The directive; with code, the one that chose the language, where one did.</param>
public sealed record CellPart(string Language, string? Code, Directive? Directive);
