using System.Globalization;
using System.Text;

namespace Oft.Lab.Tables;

/// <summary>Comma-separated values (RFC 4180), with numbers that read back exactly.</summary>
internal static class Csv
{
    /// <summary>The file's text.</summary>
    public static string Write(IReadOnlyList<string> head, IEnumerable<IReadOnlyList<object?>> rows)
    {
        var text = new StringBuilder();
        text.AppendJoin(',', head.Select(name => Quoted(Harmless(name)))).Append("\r\n");
        foreach (var row in rows) text.AppendJoin(',', row.Select(cell => Quoted(Exact(cell)))).Append("\r\n");
        return text.ToString();
    }

    private static string Exact(object? cell) => cell switch
    {
        null => "",
        double number => number.ToString("R", CultureInfo.InvariantCulture),
        float number => number.ToString("R", CultureInfo.InvariantCulture),
        DateTime time => time.ToString("O", CultureInfo.InvariantCulture),
        DateTimeOffset time => time.ToString("O", CultureInfo.InvariantCulture),
        string words => Harmless(words),
        IFormattable value => value.ToString(null, CultureInfo.InvariantCulture),
        _ => Harmless(cell.ToString() ?? ""),
    };

    // A spreadsheet runs what begins like a formula; words of others may.
    private static string Harmless(string words) => words is ['=' or '+' or '-' or '@' or '\t' or '\r', ..] ? "'" + words : words;

    private static string Quoted(string cell) => cell.AsSpan().IndexOfAny(",\"\r\n") < 0 ? cell : $"\"{cell.Replace("\"", "\"\"")}\"";
}
