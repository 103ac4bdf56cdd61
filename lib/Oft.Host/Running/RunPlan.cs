using Oft.Host.Documents;

namespace Oft.Host.Running;

/// <summary>Which cells of a notebook run.</summary>
internal static class RunPlan
{
    /// <summary>Code cells to run, in order.</summary>
    /// <remarks>
    /// With a start in the middle, the cells before it keep their outputs, but those that prepare (an <c>#!import</c> or <c>#r</c> in column 0,
    /// or a tag <c>setup</c> or <c>parameters</c>) run all the same.
    /// </remarks>
    /// <exception cref="NotebookException">There is no such cell.</exception>
    public static IReadOnlyList<int> Of(NotebookDocument document, string? from)
    {
        var first = from is null ? 0 : First(document, from);
        return [.. Enumerable.Range(0, document.Cells.Count).Where(i => document.Cells[i].Kind == CellKind.Code && (i >= first || Prepares(document.Cells[i])))];
    }

    /// <summary>The number in the brackets of a cell: its place among the code cells, from 1, whatever part of the notebook runs.</summary>
    public static int Number(NotebookDocument document, int cell) => document.Cells.Take(cell + 1).Count(one => one.Kind == CellKind.Code);

    private static int First(NotebookDocument document, string from)
    {
        for (var i = 0; i < document.Cells.Count; i++)
            if (document.Cells[i].Id == from || document.Cells[i].Kind == CellKind.Code && int.TryParse(from, out var number) && number == Number(document, i))
                return i;
        throw new NotebookException($"there is no cell '{from}'; name a code cell by its number from 1 to {document.Cells.Count(cell => cell.Kind == CellKind.Code)}, or any cell by its id: {string.Join(", ", document.Cells.Take(8).Select(cell => cell.Id))}{(document.Cells.Count > 8 ? ", …" : "")}");
    }

    private static bool Prepares(NotebookCell cell) =>
        cell.Tags.Any(tag => tag is "setup" or "parameters" or Parameters.Tag) || cell.Source.Split('\n').Any(line => line.StartsWith("#!import", StringComparison.Ordinal) || line.StartsWith("#r", StringComparison.Ordinal));
}
