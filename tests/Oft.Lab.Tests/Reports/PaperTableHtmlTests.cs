using Oft.Evaluation.Tables;
using Oft.Lab.Reports;

namespace Oft.Lab.Tests.Reports;

public class PaperTableHtmlTests
{
    [Fact]
    public void A_comparable_number_is_bold_with_its_verdict_and_a_tiny_one_grey_without()
    {
        var table = PaperTable.Read(Path.Combine(Need.Root, "data-manifests", "paper", "libero-average.json"))
            .Measure("OpenVLA-OFT", "average", 485, 500, "LIBERO, official")
            .Measure("π0 (fine-tuned)", "average", 20, 20, "mini-LIBERO", tiny: true);
        var html = PaperTableHtml.ToHtml(table);
        Assert.Contains("<strong>97.0 (95.1–98.2), n = 500</strong><br>paper 97.1 · inside", html);
        Assert.Contains("<span style=\"opacity:.55\">100.0 (83.9–100.0), n = 20</span><br>paper 94.2 · tiny, not comparable", html);
        Assert.Contains("PD&amp;AC", html);
    }
}
