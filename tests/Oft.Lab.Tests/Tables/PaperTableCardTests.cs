using Oft.Evaluation.Tables;
using Oft.Lab.Tables;

namespace Oft.Lab.Tests.Tables;

public class PaperTableCardTests
{
    private static PaperTable Average => PaperTable.Read(Path.Combine(Need.Root, "data-manifests", "paper", "libero-average.json"));

    [Fact]
    public void A_comparable_number_is_bold_with_interval_n_paper_and_verdict()
    {
        var card = new PaperTableCard(Average, tiny: false, "LIBERO, official").Measure("OpenVLA-OFT", 485, 500);
        Assert.Contains("<strong>97.0 (95.1–98.2), n = 500</strong><br>paper 97.1 · ✔ inside", card.ToHtml());
        Assert.Contains("PD&amp;AC", card.ToHtml());
        Assert.EndsWith("OpenVLA-OFT, average: 97.0 (95.1–98.2), n = 500 · paper 97.1 · inside", card.ToText());
    }

    [Fact]
    public void A_tiny_number_is_grey_and_compared_with_nobodys()
    {
        var card = new PaperTableCard(Average, tiny: true, "mini-LIBERO").Measure("π0 (fine-tuned)", 20, 20);
        Assert.Contains("<span class=\"oft-tiny\">100.0 (83.9–100.0), n = 20<br>paper 94.2 · tiny, not comparable</span>", card.ToHtml());
        Assert.DoesNotContain("<strong>", card.ToHtml());
    }

    [Fact]
    public void A_number_that_the_paper_contradicts_is_outside()
        => Assert.Contains("✘ outside", new PaperTableCard(Average).Measure("OpenVLA-OFT", 300, 500, on: "LIBERO, official").ToHtml());

    [Fact]
    public void A_number_without_its_benchmark_or_column_is_refused()
    {
        Assert.Contains("benchmark", Assert.Throws<ArgumentException>(() => new PaperTableCard(Average).Measure("OpenVLA-OFT", 1, 2)).Message);
        var suites = PaperTable.Read(Path.Combine(Need.Root, "data-manifests", "paper", "libero.json"));
        Assert.Contains("say which one was measured", Assert.Throws<ArgumentException>(() => new PaperTableCard(suites, benchmark: "mini-LIBERO").Measure("OpenVLA-OFT", 1, 2)).Message);
    }
}
