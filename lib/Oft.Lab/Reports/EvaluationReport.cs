using System.Globalization;
using Oft.Contracts;
using Oft.Evaluation.Ledgers;
using Oft.Evaluation.Statistics;
using Oft.Lab.Pages;

namespace Oft.Lab.Reports;

/// <summary>One self-contained page about a run: rates, every episode, films of the failed ones, a comparison, a robustness card.</summary>
public sealed class EvaluationReport(Ledger ledger)
{
    /// <summary>Another run to compare with; null for none.</summary>
    public LedgerComparison? Comparison { get; init; }

    /// <summary>The same policy under one perturbation each, by the axis' name.</summary>
    public IReadOnlyList<(string Axis, Ledger Ledger)> Robustness { get; init; } = [];

    /// <summary>The film strip of an episode as PNG; null where none was kept.</summary>
    public Func<EpisodeRecord, byte[]?> Film { get; init; } = _ => null;

    /// <summary>Films in the gallery, at most; a page of a thousand pictures is read by nobody.</summary>
    public int LargestGallery { get; init; } = 60;

    /// <summary>The page.</summary>
    public string ToHtml()
    {
        var conditions = ledger.Conditions;
        var page = new Page($"{conditions.Policy} on {conditions.Benchmark}, {conditions.Suite}");
        page.Paragraph(Summary());
        Rates(page);
        page.Heading("Every episode").Svg(HeatMap.ToSvg(ledger), "Tasks down, initial states across. Filled: success; ×: failure; !: error, which is no trial.");
        if (Comparison is not null) Compared(page, Comparison);
        if (Robustness.Count > 0) Card(page);
        Gallery(page);
        Errors(page);
        page.Heading("Conditions").Facts(conditions.Fields().Where(field => field.Name != "tasks").Select(field => (field.Name.Replace('_', ' '), field.Value == "" ? "–" : field.Value)).Append(("id", conditions.Id)));
        return page.ToHtml();
    }

    private string Summary()
    {
        var missing = ledger.Planned - ledger.Records.Count;
        var parts = new List<string> { ledger.Rate is { } rate ? $"Success {rate}." : "No trial yet." };
        if (ledger.Score is { } points) parts.Add(string.Create(CultureInfo.InvariantCulture, $"By the staged rubric {points:0.0} of 100 points on average."));
        if (ledger.Errors > 0) parts.Add($"{ledger.Errors} episodes broke and are no trials.");
        if (missing > 0) parts.Add($"{missing} of {ledger.Planned} episodes are missing.");
        var steps = ledger.Records.Where(record => record.Outcome == EpisodeOutcome.Success).Select(record => (double)record.Steps).ToList();
        if (steps.Count > 1)
        {
            var mean = new BootstrapMean(steps, seed: 0);
            parts.Add(string.Create(CultureInfo.InvariantCulture, $"A success takes {mean.Value:0.0} steps on average ({mean.Low:0.0}–{mean.High:0.0})."));
        }
        return string.Join(' ', parts);
    }

    private void Rates(Page page)
    {
        var rows = ledger.Conditions.Tasks.Select(task => (string[])[task.Replace('_', ' '), Shown(ledger.RateOf(task))]);
        page.Heading("Success per task").Table(["task", "success, %, 95 % interval"], [.. rows, ["all", Shown(ledger.Rate)]]);
    }

    private static void Compared(Page page, LedgerComparison comparison)
    {
        var (first, second) = (comparison.First.Conditions, comparison.Second.Conditions);
        page.Heading($"Compared with {second.Policy}").Paragraph($"First: {first.Policy}; second: {second.Policy}. {comparison}. {comparison.Unmatched} episodes have no finished partner.");
        if (comparison.Differences.Count > 0) page.Paragraph("What differs: " + string.Join("; ", comparison.Differences) + ".");
        page.Table(["task", "difference, points", "95 % interval", "only first", "only second", "p, Holm"],
            [.. comparison.ByTask.Select(task => (string[])[task.Task.Replace('_', ' '), Points(task.Outcomes.Difference), $"{Points(task.Outcomes.Low)} to {Points(task.Outcomes.High)}", $"{task.Outcomes.OnlyFirst}", $"{task.Outcomes.OnlySecond}", PValue.Text(task.CorrectedPValue)])]);
    }

    private void Card(Page page)
    {
        var compared = Robustness.Select(axis => (axis.Axis, axis.Ledger, Comparison: LedgerComparison.Between(axis.Ledger, ledger, acrossWorlds: true))).ToList();
        var corrected = Holm.Adjust([.. compared.Select(axis => axis.Comparison.Outcomes.PValue)]);
        page.Heading("Robustness").Paragraph("The same policy from the same initial states, one thing perturbed at a time; differences are paired with the plain run.");
        page.Table(["perturbed", "success, %, 95 % interval", "difference, points", "95 % interval", "p, Holm"],
            [["nothing", Shown(ledger.Rate), "", "", ""],
            .. compared.Select((axis, i) => (string[])[axis.Axis, Shown(axis.Ledger.Rate), Points(axis.Comparison.Outcomes.Difference), $"{Points(axis.Comparison.Outcomes.Low)} to {Points(axis.Comparison.Outcomes.High)}", PValue.Text(corrected[i])])]);
    }

    private void Gallery(Page page)
    {
        var failed = ledger.Records.Where(record => record.Outcome == EpisodeOutcome.Failure).ToList();
        if (failed.Count == 0) return;
        var films = failed.Select(record => (Record: record, Film: Film(record))).Where(pair => pair.Film is not null).ToList();
        page.Heading("Failures").Paragraph(films.Count == failed.Count && films.Count <= LargestGallery ? $"All {failed.Count} failed episodes." : $"{Math.Min(films.Count, LargestGallery)} films of {failed.Count} failed episodes.");
        foreach (var (record, film) in films.Take(LargestGallery))
            page.Film([film!], $"{record.Task.Replace('_', ' ')}, state {record.InitialState}: “{record.Sentence}”, {record.Steps} steps");
    }

    private void Errors(Page page)
    {
        var broken = ledger.Records.Where(record => record.Errors.Count > 0).ToList();
        if (broken.Count == 0) return;
        page.Heading("What broke").Table(["task", "state", "ended in", "why"], [.. broken.Select(record => (string[])[record.Task.Replace('_', ' '), $"{record.InitialState}", record.Outcome.ToString(), string.Join("; ", record.Errors)])]);
    }

    private static string Shown(SuccessRate? rate) => rate?.ToString() ?? "no trial";

    private static string Points(double difference) => (100 * difference).ToString("+0.0;-0.0;0.0", CultureInfo.InvariantCulture);
}
