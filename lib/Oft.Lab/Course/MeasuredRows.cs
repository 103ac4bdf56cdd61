using System.Globalization;
using Oft.Evaluation.Statistics;
using Oft.Lab.Cards;
using Oft.Lab.Charts;
using Oft.Lab.Tables;

namespace Oft.Lab.Course;

/// <summary>Several measured rows below each other: success with its interval, the paper's value, where the number comes from, and what is still missing.</summary>
/// <param name="title">Above the table.</param>
/// <param name="rows">In the order of the table.</param>
/// <param name="suite">One suite alone, such as mini_long; null for all that a recipe names.</param>
[TypeFormatterSource(typeof(CardFormatters))]
public sealed class MeasuredRows(string title, IReadOnlyList<MeasuredRow> rows, string? suite = null) : ICard
{
    /// <summary>The rows.</summary>
    public IReadOnlyList<MeasuredRow> Rows => rows;

    /// <summary>Rows with a number.</summary>
    public IReadOnlyList<MeasuredRow> Measured => [.. rows.Where(row => RateOf(row) is not null)];

    /// <summary>The row of a name.</summary>
    /// <exception cref="LabException">It is none of these; the message lists them.</exception>
    public MeasuredRow this[string name] => rows.FirstOrDefault(row => row.Name == name) ?? throw new LabException($"row '{name}': expected one of {string.Join(", ", rows.Select(row => row.Name))}.");

    /// <summary>Measured rows as bars with their intervals; the table alone where nothing was measured.</summary>
    public ICard Figure => Measured.Count == 0
        ? new Warning($"none of {string.Join(", ", rows.Select(row => row.Name))} was measured yet, so there is nothing to draw. {rows[0].Command}.")
        : Figures.Rates([.. Measured.Select(row => (row.Name, RateOf(row)!))], $"{title} (tiny, not comparable)");

    /// <summary>What two rows allow to say about each other.</summary>
    public string Compare(string first, string second)
    {
        var missing = new[] { this[first], this[second] }.Where(row => RateOf(row) is null).Select(row => row.Name).ToList();
        return missing.Count > 0
            ? $"Whether {first} and {second} differ is open here: {string.Join(" and ", missing)} {(missing.Count == 1 ? "was" : "were")} not measured yet."
            : new RateDifference(RateOf(this[first])!, RateOf(this[second])!).Sentence(first, second);
    }

    /// <inheritdoc/>
    public string ToHtml() => Table.ToHtml();

    /// <inheritdoc/>
    public string ToText() => title + "\n" + string.Join('\n', rows.Select(row => row.ToText()));

    /// <inheritdoc/>
    public override string ToString() => ToText();

    private Table Table => new(["checkpoint", "what it is", "mini-LIBERO success, % (tiny, not comparable)", "paper, % on its own benchmark", "measured"], rows.Select(row => (IReadOnlyList<object?>)
    [
        row.Name,
        row.Recipe.Story,
        RateOf(row)?.ToString() ?? "not measured yet",
        row.Recipe.Paper is { } paper ? paper.ToString("0.0", CultureInfo.InvariantCulture) : "no such row",
        row.IsMeasured ? row.Origin : "not yet: oft campaign queue",
    ])) { Title = title };

    private SuccessRate? RateOf(MeasuredRow row) => suite is null ? row.Rate : row.RateOn(suite);
}
