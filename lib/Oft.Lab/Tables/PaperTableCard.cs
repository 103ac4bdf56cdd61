using System.Text;
using Oft.Evaluation.Statistics;
using Oft.Evaluation.Tables;
using Oft.Lab.Cards;

namespace Oft.Lab.Tables;

/// <summary>A table of the paper with measured numbers beside the published ones: interval, n and verdict in every cell.</summary>
/// <param name="table">The published figures.</param>
/// <param name="tiny">True for the tiny profile: what is measured is grey and compared with nobody's.</param>
/// <param name="benchmark">What successes are measured on where a call does not say.</param>
[TypeFormatterSource(typeof(CardFormatters))]
public sealed class PaperTableCard(PaperTable table, bool tiny = false, string benchmark = "") : ICard
{
    /// <summary>The table itself.</summary>
    public PaperTable Table => table;

    /// <summary>Puts a success rate beside a published one.</summary>
    /// <param name="row">The row's name.</param>
    /// <param name="successes">Episodes that reached the goal.</param>
    /// <param name="trials">Episodes that ended in success or failure.</param>
    /// <param name="column">The column's name; may be left out where the table has one column.</param>
    /// <param name="on">The benchmark, where it is not the profile's own.</param>
    /// <exception cref="ArgumentException">There is no such cell, or the table holds no successes.</exception>
    public PaperTableCard Measure(string row, int successes, int trials, string? column = null, string? on = null)
    {
        table.Measure(row, Column(column), successes, trials, Benchmark(on), tiny);
        return this;
    }

    /// <summary>Puts a mean with its interval beside a published one.</summary>
    /// <exception cref="ArgumentException">There is no such cell.</exception>
    public PaperTableCard Measure(string row, BootstrapMean mean, string? column = null, string? on = null)
    {
        table.Measure(row, Column(column), Measurement.Of(mean, Benchmark(on), tiny));
        return this;
    }

    /// <inheritdoc/>
    public string ToHtml()
    {
        var html = new StringBuilder($"<div class=\"oft-title\">{Markup.Text(PaperTableText.Caption(table))}</div><div class=\"oft-scroll\"><table><thead><tr><th></th>");
        foreach (var column in table.Columns) html.Append($"<th scope=\"col\">{Markup.Text(column.Unit is null ? column.Title : $"{column.Title}, {column.Unit}")}</th>");
        html.Append("</tr></thead><tbody>");
        foreach (var row in table.Rows)
        {
            html.Append($"<tr><th scope=\"row\">{Markup.Text(row.Name)}{(row.Group is null ? "" : $"<div class=\"oft-muted\">{Markup.Text(row.Group)}</div>")}</th>");
            foreach (var column in table.Columns) html.Append($"<td>{Shown(table.Cell(row, column))}</td>");
            html.Append("</tr>");
        }
        html.Append("</tbody></table></div><div class=\"oft-muted\">");
        if (table.Note is not null) html.Append(Markup.Text(table.Note)).Append(' ');
        html.Append($"Inside: not contradicted at 95 %. · <a download=\"{Markup.Text(table.Name)}.csv\" href=\"{Markup.Uri("text/csv;charset=utf-8", Encoding.UTF8.GetBytes(PaperTableText.ToCsv(table)))}\">CSV</a></div>");
        return Markup.Card("table oft-paper", html.ToString());
    }

    /// <inheritdoc/>
    public string ToText()
    {
        var measured = table.Cells.Where(cell => cell.Measured is not null).ToList();
        if (measured.Count == 0) return PaperTableText.ToText(table).TrimEnd();
        return string.Join('\n', measured.Select(cell => $"{cell.Row.Name}, {cell.Column.Title}: {cell}").Prepend(PaperTableText.Caption(table)).Select(Markup.Clean));
    }

    /// <inheritdoc/>
    public override string ToString() => ToText();

    private string Column(string? named) => named ?? (table.Columns is [var only] ? only.Name
        : throw new ArgumentException($"table '{table.Name}' has the columns {string.Join(", ", table.Columns.Select(column => column.Name))}: say which one was measured.", nameof(named)));

    private string Benchmark(string? on) => on ?? (benchmark != "" ? benchmark
        : throw new ArgumentException($"table '{table.Name}': say on which benchmark this was measured; it is part of the number's name.", nameof(on)));

    // A verdict is a word with a sign; its colour only repeats it.
    private static string Shown(PaperCell cell)
    {
        var paper = cell.PaperText == "" ? "–" : cell.Measured is null ? cell.PaperText : $"paper {cell.PaperText}";
        if (cell.Measured is not { } measured) return $"<span class=\"oft-muted\">{Markup.Text(paper)}</span>";
        var sign = cell.Verdict switch { Verdict.Inside => "✔ ", Verdict.Outside => "✘ ", _ => "" };
        var words = cell.VerdictText == "" && measured.Tiny ? "tiny, not comparable" : cell.VerdictText;
        var verdict = words == "" ? "" : " · " + sign + Markup.Text(words);
        return cell.Verdict == Verdict.NotComparable || measured.Tiny
            ? $"<span class=\"oft-tiny\">{Markup.Text(measured.ToString())}<br>{Markup.Text(paper)}{verdict}</span>"
            : $"<strong>{Markup.Text(measured.ToString())}</strong><br>{Markup.Text(paper)}{verdict}";
    }
}
