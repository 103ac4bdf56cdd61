using Oft.Data.Doctor;

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
        return page
            .Chart(new LineChart("Episode lengths", "steps", "episodes") { Lines = [("episodes", [.. report.Lengths.Select(x => ((x.From + x.To) / 2.0, (double)x.Episodes))])] }, "How many episodes have how many steps.")
            .Heading("Episodes").Facts(report.Fingerprints.Take(2000).Select(x => (x.Episode, $"{x.Steps} steps, SHA-256 {x.Sha256}")))
            .ToHtml();
    }
}
