using System.Net;
using System.Text;
using Oft.Evaluation.Tables;

namespace Oft.Lab.Reports;

/// <summary>A table of the paper as an HTML fragment: measured over published, grey where the two are not comparable.</summary>
public static class PaperTableHtml
{
    /// <summary>The fragment.</summary>
    public static string ToHtml(PaperTable table)
    {
        var html = new StringBuilder($"<table class=\"paper\"><caption>{Text(PaperTableText.Caption(table))}</caption><tr><th></th>");
        foreach (var column in table.Columns) html.Append($"<th>{Text(column.Unit is null ? column.Title : $"{column.Title}, {column.Unit}")}</th>");
        foreach (var row in table.Rows)
        {
            html.Append($"</tr><tr><th title=\"{Text(row.Group ?? "")}\">{Text(row.Name)}</th>");
            foreach (var cell in table.Columns.Select(column => table.Cell(row, column))) html.Append($"<td>{Shown(cell)}</td>");
        }
        html.Append("</tr></table>");
        return table.Note is null ? html.ToString() : html.Append($"<p>{Text(table.Note)}</p>").ToString();
    }

    private static string Shown(PaperCell cell)
    {
        var paper = cell.PaperText == "" ? "–" : cell.Measured is null ? cell.PaperText : $"paper {cell.PaperText}";
        if (cell.Measured is null) return Text(paper);
        var measured = cell.Verdict == Verdict.NotComparable ? $"<span style=\"opacity:.55\">{Text(cell.Measured.ToString())}</span>" : $"<strong>{Text(cell.Measured.ToString())}</strong>";
        return $"{measured}<br>{Text(paper)}{(cell.VerdictText == "" ? "" : " · " + Text(cell.VerdictText))}";
    }

    private static string Text(string value) => WebUtility.HtmlEncode(value);
}
