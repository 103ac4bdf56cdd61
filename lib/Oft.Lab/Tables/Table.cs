using System.Globalization;
using System.Reflection;
using System.Text;
using Oft.Lab.Cards;

namespace Oft.Lab.Tables;

/// <summary>Rows and columns: sorted by a click on a head, kept by a click on CSV.</summary>
[TypeFormatterSource(typeof(CardFormatters))]
public sealed class Table : ICard
{
    private const int mostShown = 500, mostText = 30, widestText = 40, mostWhole = 40;

    /// <summary>A table.</summary>
    /// <param name="columns">Names with units, for example <c>"time, s"</c>.</param>
    /// <param name="rows">As many cells as there are columns: words, numbers, anything that has a text.</param>
    /// <exception cref="ArgumentException">No column, or a row of another length.</exception>
    public Table(IReadOnlyList<TableColumn> columns, IEnumerable<IReadOnlyList<object?>> rows)
    {
        (Columns, Rows) = (columns, [.. rows]);
        if (columns.Count == 0) throw new ArgumentException("table: expected at least one column, got none.", nameof(columns));
        for (var i = 0; i < Rows.Count; i++)
            if (Rows[i].Count != columns.Count) throw new ArgumentException($"table: expected {columns.Count} cells a row, got {Rows[i].Count} in row {i}.", nameof(rows));
    }

    /// <summary>Above the table, and the name of the CSV file; empty for none.</summary>
    public string Title { get; init; } = "";

    /// <summary>The columns.</summary>
    public IReadOnlyList<TableColumn> Columns { get; }

    /// <summary>The cells, row by row.</summary>
    public IReadOnlyList<IReadOnlyList<object?>> Rows { get; }

    /// <summary>A table of objects, a column for each of their public properties.</summary>
    public static Table Of<T>(IEnumerable<T> rows, string title = "")
    {
        var properties = typeof(T).GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(property => property.CanRead && property.GetIndexParameters().Length == 0).ToList();
        return new([.. properties.Select(property => new TableColumn(property.Name))], rows.Select(row => (IReadOnlyList<object?>)[.. properties.Select(property => property.GetValue(row))])) { Title = title };
    }

    /// <summary>A table of objects with the columns that matter.</summary>
    public static Table Of<T>(IEnumerable<T> rows, params IReadOnlyList<(string Label, Func<T, object?> Cell)> columns) =>
        new([.. columns.Select(column => (TableColumn)column.Label)], rows.Select(row => (IReadOnlyList<object?>)[.. columns.Select(column => column.Cell(row))]));

    /// <summary>All rows as CSV.</summary>
    public string ToCsv() => Csv.Write([.. Columns.Select(column => column.Label)], Rows);

    /// <inheritdoc/>
    public string ToHtml()
    {
        var html = new StringBuilder();
        if (Title != "") html.Append($"<div class=\"oft-title\">{Markup.Text(Title)}</div>");
        html.Append($"<div class=\"oft-scroll{(Rows.Count <= mostWhole ? " oft-whole" : "")}\"><table><thead><tr>");
        for (var i = 0; i < Columns.Count; i++) html.Append($"<th scope=\"col\"{(IsNumeric(i) ? " class=\"oft-n\"" : "")}><button type=\"button\">{Markup.Text(Columns[i].Label)}</button></th>");
        html.Append("</tr></thead><tbody>");
        foreach (var row in Rows.Take(mostShown))
        {
            html.Append("<tr>");
            foreach (var cell in row)
                html.Append(Number(cell) is { } number ? FormattableString.Invariant($"<td class=\"oft-n\" data-v=\"{number:R}\">") : "<td>").Append(Markup.Text(Shown(cell))).Append("</td>");
            html.Append("</tr>");
        }
        html.Append("</tbody></table></div>");
        var name = Title == "" ? "table" : string.Concat(Title.Select(letter => char.IsLetterOrDigit(letter) ? letter : '-')).Trim('-');
        html.Append($"<div class=\"oft-muted\">{Count()} · <a download=\"{Markup.Text(name)}.csv\" href=\"{Markup.Uri("text/csv;charset=utf-8", Encoding.UTF8.GetBytes(ToCsv()))}\">CSV</a></div>");
        return Markup.Card("table", html.ToString()) + Markup.Script("table.js");
    }

    /// <inheritdoc/>
    public string ToText()
    {
        var lines = Rows.Take(mostText).Select(row => row.Select(cell => Cut(Shown(cell))).ToArray()).Prepend([.. Columns.Select(column => Cut(column.Label))]).ToList();
        var right = Enumerable.Range(0, Columns.Count).Select(IsNumeric).ToList();
        var widths = Enumerable.Range(0, Columns.Count).Select(i => lines.Max(line => line[i].Length)).ToList();
        var text = string.Join('\n', lines.Select(line => string.Join("  ", line.Select((cell, i) => right[i] ? cell.PadLeft(widths[i]) : cell.PadRight(widths[i]))).TrimEnd()));
        return (Title == "" ? "" : Markup.Clean(Title) + "\n") + text + (Rows.Count > mostText ? $"\n({Rows.Count - mostText} more rows)" : "");
    }

    /// <inheritdoc/>
    public override string ToString() => ToText();

    private bool IsNumeric(int column) => Rows.Count > 0 && Rows.All(row => row[column] is null || Number(row[column]) is not null);

    private string Count() => Rows.Count == 1 ? "1 row" : Rows.Count <= mostShown ? $"{Rows.Count} rows" : $"the first {mostShown} of {Rows.Count} rows; the CSV has all";

    private static double? Number(object? cell) => cell is sbyte or byte or short or ushort or int or uint or long or ulong or float or double or decimal ? Convert.ToDouble(cell, CultureInfo.InvariantCulture) : null;

    // Seven digits are a float's; more are noise to a reader, and the CSV keeps them.
    private static string Shown(object? cell) => cell switch
    {
        null => "–",
        double number => number.ToString("G6", CultureInfo.InvariantCulture),
        float number => number.ToString("G6", CultureInfo.InvariantCulture),
        IFormattable value => value.ToString(null, CultureInfo.InvariantCulture),
        _ => cell.ToString() ?? "",
    };

    private static string Cut(string cell)
    {
        var line = Markup.Clean(cell).Replace('\n', ' ').Replace('\t', ' ');
        return line.Length <= widestText ? line : line[..(widestText - 1)] + "…";
    }
}
