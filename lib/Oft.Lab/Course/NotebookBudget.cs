using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Oft.Lab.Course;

/// <summary>How long a notebook says it takes: the <c>**Time**</c> line of its first cell.</summary>
/// <remarks><code>
/// **Time** tiny: 1 min (quick: 15 s) on two CPU cores · full: about an hour on one 24 GB GPU
/// </code></remarks>
/// <param name="Tiny">In the tiny profile on two CPU cores.</param>
/// <param name="Quick">The same with <c>OFT_PACE=quick</c>.</param>
public sealed partial record NotebookBudget(TimeSpan Tiny, TimeSpan Quick)
{
    /// <summary>The budget a notebook's file states; null where it states none or cannot be read.</summary>
    public static NotebookBudget? Read(string notebook)
    {
        if (!File.Exists(notebook)) return null;
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(notebook));
            var source = document.RootElement.GetProperty("cells")[0].GetProperty("source");
            return Of(source.ValueKind == JsonValueKind.Array ? string.Concat(source.EnumerateArray().Select(line => line.GetString())) : source.GetString() ?? "");
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or IndexOutOfRangeException)
        {
            return null;
        }
    }

    /// <summary>The budget in a text; null where there is none.</summary>
    public static NotebookBudget? Of(string text) => TimeLine().Match(text) is { Success: true } match
        ? new(Span(match.Groups[1].Value, match.Groups[2].Value), Span(match.Groups[3].Value, match.Groups[4].Value))
        : null;

    /// <summary>Budget against actual.</summary>
    public string Sentence(TimeSpan actual, bool quick)
    {
        var (budget, pace) = quick ? (Quick, "quick") : (Tiny, "tiny");
        return string.Create(CultureInfo.InvariantCulture, $"{actual.TotalSeconds:0.0} s of the {budget.TotalSeconds:0} s budget ({pace}, two CPU cores){(actual > budget ? ": over it" : "")}");
    }

    private static TimeSpan Span(string number, string unit) => TimeSpan.FromSeconds(double.Parse(number, CultureInfo.InvariantCulture) * (unit == "min" ? 60 : 1));

    [GeneratedRegex(@"\*\*Time\*\* tiny: ([\d.]+) (s|min) \(quick: ([\d.]+) (s|min)\)")]
    private static partial Regex TimeLine();
}
