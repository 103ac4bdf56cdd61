using System.Globalization;

namespace Oft.Lab.Verification;

/// <summary>Takes the cases of one group and becomes its result line.</summary>
/// <param name="name">The group.</param>
/// <param name="rule">How equal is equal.</param>
public sealed class GroupReport(string name, EqualityRule rule)
{
    private const int Shown = 3;
    private readonly List<string> failures = [];
    private readonly List<string> notes = [];
    private (string Part, double Difference, double Tolerance)? nearest;

    /// <summary>Cases compared.</summary>
    public int Checked { get; private set; }

    /// <summary>Cases that differ.</summary>
    public int Failed { get; private set; }

    /// <summary>Cases not offered, which the folder calls optional.</summary>
    public int NotOffered { get; private set; }

    /// <summary>For rules by renderer: set where it is the recorded one.</summary>
    public bool SameRenderer { get; set; }

    /// <summary>Runs one case. Whatever it throws is its failure; that it compared nothing is one too.</summary>
    /// <param name="caseName">For messages.</param>
    /// <param name="check">Compares and tells the report.</param>
    /// <param name="optional">True where not offering it is no fault.</param>
    /// <param name="step">For rules by phases.</param>
    public void Case(string caseName, Action<CaseReport> check, bool optional = false, int step = 0)
    {
        var report = new CaseReport(rule, step, SameRenderer);
        try
        {
            check(report);
            if (report.Comparisons == 0) report.Fail("case", "nothing was compared");
        }
        catch (NotOfferedException e) when (optional)
        {
            NotOffered++;
            notes.Add($"{caseName}: not offered: {e.Message}");
            return;
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            report.Fail(e.GetType().Name, e.Message);
        }
        Checked++;
        if (report.Nearest is { } near && (nearest is not { } so || near.Difference / near.Tolerance > so.Difference / so.Tolerance)) nearest = near;
        if (report.Failures.Count == 0) return;
        Failed++;
        failures.Add($"{caseName}: {report.Failures[0]}{(report.Failures.Count > 1 ? $" (and {report.Failures.Count - 1} more)" : "")}");
    }

    /// <summary>The group as a whole cannot be checked.</summary>
    public void Fail(string message)
    {
        Failed++;
        failures.Add(message);
    }

    /// <summary>Counts for the last line.</summary>
    public VerifyCounts Counts => new(Checked, Failed, 0);

    /// <summary>The result line, and below it the first failures and what was not offered.</summary>
    public IEnumerable<string> Lines()
    {
        var measure = nearest is { } n
            ? string.Create(CultureInfo.InvariantCulture, $"largest {n.Difference:G3} of {n.Tolerance:G3} ({n.Part})")
            : rule.Exact ? "exact" : "";
        var cases = Checked == 1 ? "1 case" : $"{Checked} cases";
        yield return Failed == 0 ? $"ok    {name}  {cases}  {measure}".TrimEnd() : $"FAIL  {name}  {Failed} failed of {cases}  {measure}".TrimEnd();
        foreach (var failure in failures.Take(Shown)) yield return $"      {failure}";
        if (failures.Count > Shown) yield return $"      and {failures.Count - Shown} more";
        foreach (var note in notes) yield return $"      {note}";
    }
}
