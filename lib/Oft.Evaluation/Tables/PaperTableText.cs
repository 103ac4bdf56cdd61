using System.Globalization;
using System.Text;

namespace Oft.Evaluation.Tables;

/// <summary>A table as plain text, Markdown, CSV and LaTeX.</summary>
public static class PaperTableText
{
    /// <summary>For a terminal: one row a policy, columns aligned.</summary>
    public static string ToText(PaperTable table)
    {
        var grid = Grid(table);
        var widths = Enumerable.Range(0, grid[0].Length).Select(i => grid.Max(row => row[i].Length)).ToArray();
        var text = new StringBuilder().AppendLine(Caption(table));
        foreach (var row in grid) text.AppendLine(string.Join("  ", row.Select((cell, i) => cell.PadRight(widths[i]))).TrimEnd());
        return text.ToString();
    }

    /// <summary>For a README.</summary>
    public static string ToMarkdown(PaperTable table)
    {
        var grid = Grid(table);
        var text = new StringBuilder().AppendLine(Caption(table)).AppendLine();
        for (var i = 0; i < grid.Count; i++)
        {
            text.AppendLine("| " + string.Join(" | ", grid[i].Select(cell => cell.Replace("|", "\\|"))) + " |");
            if (i == 0) text.AppendLine("|" + string.Concat(grid[0].Select(_ => " --- |")));
        }
        return text.ToString();
    }

    /// <summary>For a spreadsheet: one line a cell, every number in a column of its own (RFC 4180).</summary>
    public static string ToCsv(PaperTable table)
    {
        var text = new StringBuilder("row,column,paper,measured,low,high,n,benchmark,verdict\r\n");
        foreach (var cell in table.Cells.Where(cell => cell.Paper is not null || cell.Measured is not null))
        {
            var measured = cell.Measured;
            text.AppendJoin(',', new[] { cell.Row.Name, cell.Column.Name, Number(cell.Paper), Number(measured?.Value), Number(measured?.Low), Number(measured?.High), Number(measured?.Count), measured?.Benchmark ?? "", cell.VerdictText }.Select(Quoted)).Append("\r\n");
        }
        return text.ToString();
    }

    /// <summary>For a paper: a booktabs tabular; what was measured stands below the published figure.</summary>
    public static string ToLatex(PaperTable table)
    {
        var text = new StringBuilder();
        text.AppendLine($"% {Caption(table)}").AppendLine($"\\begin{{tabular}}{{l{new string('c', table.Columns.Count)}}}").AppendLine("\\toprule");
        text.AppendLine($"& {string.Join(" & ", table.Columns.Select(column => Escaped(Heading(column))))} \\\\").AppendLine("\\midrule");
        foreach (var row in table.Rows)
        {
            var cells = table.Columns.Select(column => table.Cell(row, column)).ToList();
            text.AppendLine($"{Escaped(row.Name)} & {string.Join(" & ", cells.Select(cell => cell.PaperText == "" ? "--" : cell.PaperText))} \\\\");
            if (cells.Any(cell => cell.Measured is not null))
                text.AppendLine($"\\quad measured & {string.Join(" & ", cells.Select(cell => cell.Measured is null ? "" : Escaped(cell.Measured + (cell.VerdictText == "" ? "" : ", " + cell.VerdictText)).Replace("–", "--")))} \\\\");
        }
        return text.AppendLine("\\bottomrule").AppendLine("\\end{tabular}").ToString();
    }

    /// <summary><c>LIBERO success rates (percent; table I of …)</c></summary>
    public static string Caption(PaperTable table) =>
        $"{table.Title} ({(table.Unit == "mixed" ? "" : table.Unit + "; ")}{(table.Source.Table is { } number ? $"table {number} of " : "")}{table.Source.Document})";

    private static List<string[]> Grid(PaperTable table) =>
    [
        ["", .. table.Columns.Select(Heading)],
        .. table.Rows.Select(row => (string[])[row.Name, .. table.Columns.Select(column => Shown(table.Cell(row, column)))]),
    ];

    private static string Shown(PaperCell cell) => cell.ToString() is { Length: > 0 } text ? text : "-";

    private static string Heading(PaperColumn column) => column.Unit is null ? column.Title : $"{column.Title}, {column.Unit}";

    private static string Number(double? value) => value?.ToString("0.####", CultureInfo.InvariantCulture) ?? "";

    private static string Quoted(string value) => value.AsSpan().IndexOfAny(",\"\r\n") < 0 ? value : $"\"{value.Replace("\"", "\"\"")}\"";

    private static string Escaped(string value)
    {
        var text = new StringBuilder();
        foreach (var letter in value)
            text.Append(letter switch
            {
                '&' or '%' or '$' or '#' or '_' or '{' or '}' => "\\" + letter,
                '\\' => "\\textbackslash{}",
                '~' => "\\textasciitilde{}",
                '^' => "\\textasciicircum{}",
                'π' => "$\\pi$",
                _ => letter.ToString(),
            });
        return text.ToString();
    }
}
