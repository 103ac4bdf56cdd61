using Oft.Data.Doctor;
using Oft.Lab.Charts;

namespace Oft.Lab.Pages;

/// <summary>The doctor's report as a page.</summary>
public static class DoctorPage
{
    /// <summary>A complete page.</summary>
    public static string Of(DoctorReport report)
    {
        var page = new Page($"{report.Folder}: {(report.Healthy ? "nothing speaks against training on it" : "do not train on it as it is")}")
            .Paragraph($"{report.Episodes} episodes, {report.Steps} steps, {report.Format}.");
        foreach (var severity in report.Findings.GroupBy(x => x.Severity))
            page.Heading($"{severity.Key}: {severity.Count()}").Facts(severity.Take(200).Select(x => ($"{x.Code} · {x.Where}", $"{x.Message} {x.Advice}")));
        if (report.Lengths.Count > 0) page.Chart(Lengths(report));
        return page
            .Heading("Episodes").Facts(report.Fingerprints.Take(2000).Select(x => (x.Episode, $"{x.Steps} steps, SHA-256 {x.Sha256}")))
            .ToHtml();
    }

    private static Figure Lengths(DoctorReport report) => new("Episode lengths", "length, steps", "episodes")
    {
        Traces = [new HistogramTrace("", [.. report.Lengths.Select(length => (double)length.From), report.Lengths[^1].To + 1.0], [.. report.Lengths.Select(length => (double)length.Episodes)])],
        Caption = "How many episodes have how many steps.",
    };
}
