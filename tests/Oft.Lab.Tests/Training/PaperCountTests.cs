using Oft.Lab.Training;

namespace Oft.Lab.Tests.Training;

/// <summary>The paper's "279 M" and "853 M trainable parameters", part by part, without their memory.</summary>
public class PaperCountTests
{
    [Fact]
    public void LIBERO_trains_the_papers_279_million()
    {
        var plan = TrainingPlan.Of(RecipeCatalog.Find("libero-oft"));
        Assert.Equal(
        [
            ("action head", 151_117_831L),
            ("LoRA on language model", 79_953_920),
            ("proprioception projector", 16_818_176),
        ],
        plan.Parts.Take(3).Select(part => (part.Name, part.Parameters)));
        Assert.Equal(110_828_288, plan.Parts.Where(part => part.Name.StartsWith("LoRA")).Sum(part => part.Parameters));
        Assert.Equal(278_764_295, plan.Parts.Sum(part => part.Parameters));
        Assert.Equal(7_541_237_184 + 278_764_295, plan.Parameters);
    }

    [Fact]
    public void ALOHA_with_FiLM_trains_the_papers_853_million()
    {
        var plan = TrainingPlan.Of(RecipeCatalog.Find("aloha-oft-film"));
        Assert.Equal(456_241_920, plan.Parts.Single(part => part.Name == "FiLM of both towers").Parameters);
        Assert.Equal(268_644_366, plan.Parts.Single(part => part.Name == "action head").Parameters);
        Assert.Equal(16_842_752, plan.Parts.Single(part => part.Name == "proprioception projector").Parameters);
        Assert.Equal(110_828_288, plan.Parts.Where(part => part.Name.StartsWith("LoRA")).Sum(part => part.Parameters));
        Assert.Equal(852_557_326, plan.Parts.Sum(part => part.Parameters));
    }
}
