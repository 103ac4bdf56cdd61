using System.Globalization;
using Deedle;
using Oft.Lab.Tables;

namespace Oft.Interop;

/// <summary>Tables of the Lab as data frames of Deedle.</summary>
public static class DeedleTables
{
    /// <summary>The same table as a frame: rows by their number from 0, columns by their label with its unit.</summary>
    /// <remarks>A column of numbers is one of doubles, a column of true and false one of those, everything else is words. Empty cells are missing values; a label that comes again gets a number behind it.</remarks>
    /// <param name="table">Rows and columns of any size.</param>
    public static Frame<int, string> ToDeedle(this Table table)
    {
        var rows = Enumerable.Range(0, table.Rows.Count).ToArray();
        return new(Names(table), Enumerable.Range(0, table.Columns.Count).Select(column => Column(rows, [.. table.Rows.Select(row => row[column])])));
    }

    private static ISeries<int> Column(int[] rows, IReadOnlyList<object?> cells)
    {
        var filled = cells.Where(cell => cell is not null).ToList();
        if (filled.Count > 0 && filled.All(IsNumber)) return new Series<int, double>(rows, [.. cells.Select(cell => cell is null ? double.NaN : Convert.ToDouble(cell, CultureInfo.InvariantCulture))]);
        if (filled.Count == cells.Count && filled.Count > 0 && filled.All(cell => cell is bool)) return new Series<int, bool>(rows, [.. filled.Cast<bool>()]);
        return new Series<int, string?>(rows, [.. cells.Select(cell => cell is IFormattable value ? value.ToString(null, CultureInfo.InvariantCulture) : cell?.ToString())]);
    }

    private static bool IsNumber(object? cell) => cell is sbyte or byte or short or ushort or int or uint or long or ulong or float or double or decimal;

    private static List<string> Names(Table table)
    {
        List<string> names = [];
        foreach (var column in table.Columns)
        {
            var name = column.Label;
            for (var again = 2; names.Contains(name); again++) name = $"{column.Label} ({again})";
            names.Add(name);
        }
        return names;
    }
}
