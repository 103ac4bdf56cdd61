using System.Text.RegularExpressions;
using Oft.Contracts;
using Oft.Evaluation.Ledgers;
using Oft.Lab.Reports;

namespace Oft.Lab.Tests.Reports;

public class EvaluationReportTests
{
    [Fact]
    public void The_page_shows_rates_every_episode_and_what_broke()
    {
        using var folder = new TemporaryFolder();
        var html = new EvaluationReport(Mixed(folder["a"])).ToHtml();
        Assert.Contains("Success 63.2 (41.0–80.9), n = 19.", html);                 // 12 of 19; the twentieth broke
        Assert.Contains("1 episodes broke and are no trials.", html);
        Assert.Contains("<td>turn on the stove</td><td>60.0 (31.3–83.2), n = 10</td>", html);
        Assert.Contains("world did not step at step 3: IOException: lost; again", html);
        Assert.Equal(20, Regex.Matches(html, "<rect ").Count);
    }

    [Fact]
    public void The_page_needs_no_network_and_no_script_and_shows_names_as_text()
    {
        using var folder = new TemporaryFolder();
        var html = new EvaluationReport(Mixed(folder["a"])).ToHtml();
        Assert.DoesNotMatch("(src|href)=\"(?!data:)", html);
        Assert.DoesNotContain("<script", html);
        Assert.DoesNotContain("<b>the</b>", html);
        Assert.Contains("open &lt;b&gt;the&lt;/b&gt; drawer", html);
    }

    [Fact]
    public void Every_failed_episode_is_in_the_gallery_and_no_other()
    {
        using var folder = new TemporaryFolder();
        List<(string, int)> asked = [];
        var html = new EvaluationReport(Mixed(folder["a"])) { Film = record => { asked.Add(record.Key()); return [1, 2, 3]; } }.ToHtml();
        Assert.Equal(7, asked.Count);
        Assert.Equal(7, Regex.Matches(html, "data:image/png;base64,AQID").Count);
        Assert.Contains("All 7 failed episodes.", html);
    }

    [Fact]
    public void A_large_gallery_is_cut_and_says_so()
    {
        using var folder = new TemporaryFolder();
        var html = new EvaluationReport(Mixed(folder["a"])) { Film = _ => [1], LargestGallery = 3 }.ToHtml();
        Assert.Contains("3 films of 7 failed episodes.", html);
        Assert.Equal(3, Regex.Matches(html, "data:image/png").Count);
    }

    [Fact]
    public void A_comparison_and_a_robustness_card_carry_intervals_and_corrected_p_values()
    {
        using var folder = new TemporaryFolder();
        var plain = Mixed(folder["plain"]);
        var better = Ledgers.Written(folder["better"], "other", (_, _) => EpisodeOutcome.Success);
        var dark = Ledgers.Written(folder["dark"], "tiny", (_, _) => EpisodeOutcome.Failure, "light");
        var html = new EvaluationReport(plain) { Comparison = LedgerComparison.Between(plain, better), Robustness = [("light", dark)] }.ToHtml();
        Assert.Contains("Compared with other", html);
        Assert.Contains("n = 19 pairs, 0 only the first and 7 only the second, p = 0.0156: the second is better", html);
        Assert.Contains("<td>light</td><td>0.0 (0.0–16.1), n = 20</td><td>-63.2</td>", html);
    }

    // States 0 to 5 succeed; state 9 of the second task broke.
    internal static Ledger Mixed(string path) => Ledgers.Written(path, "tiny", (task, state) =>
        task.StartsWith("turn") ? state < 6 ? EpisodeOutcome.Success : EpisodeOutcome.Failure
        : state == 9 ? EpisodeOutcome.Error : state < 6 ? EpisodeOutcome.Success : EpisodeOutcome.Failure);
}
