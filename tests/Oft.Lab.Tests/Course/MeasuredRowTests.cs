using System.Text.Json.Nodes;
using Oft.Lab.Campaign;
using Oft.Lab.Course;

namespace Oft.Lab.Tests.Course;

public class MeasuredRowTests
{
    [Fact]
    public void A_row_that_was_measured_carries_interval_commit_and_machine()
    {
        var row = new MeasuredRow(Recipe("a"), Record(45, 50));
        Assert.Equal("a: 90.0 (78.6–95.7), n = 50 on mini-LIBERO (tiny, not comparable); paper 96.8 on its own benchmark; commit abc, 2026-11-30, Xeon, 2 cores", row.ToText());
        Assert.Equal(45, row.RateOn("mini_goal")!.Successes);
        Assert.Null(row.RateOn("mini_long"));
    }

    [Fact]
    public void A_row_that_was_not_measured_says_which_command_does_it()
    {
        var row = new MeasuredRow(Recipe("a"), null);
        Assert.Null(row.Rate);
        Assert.Contains("not measured yet; oft campaign train data-manifests/checkpoints/a/recipe.json", row.ToText());
        Assert.Contains("oft-warning", row.ToHtml());
    }

    [Fact]
    public void The_sentence_about_two_rows_is_chosen_by_their_numbers()
    {
        var rows = new MeasuredRows("two", [new(Recipe("a"), Record(45, 50)), new(Recipe("b"), Record(10, 50)), new(Recipe("c"), null)]);
        Assert.StartsWith("a succeeds more often than b", rows.Compare("a", "b"));
        Assert.Contains("is open here: c was not measured yet", rows.Compare("a", "c"));
        Assert.Contains("not measured yet", rows.ToHtml());
        Assert.Contains("expected one of a, b, c", Assert.Throws<LabException>(() => rows["d"]).Message);
        Assert.Contains("nothing to draw", new MeasuredRows("none", [new(Recipe("c"), null)]).Figure.ToText());
    }

    [Fact]
    public void A_row_of_the_course_without_weights_is_an_untrained_policy_that_says_so_loudly()
    {
        var lab = Lab.Open("a", 5, Profile.Tiny);
        Assert.SkipWhen(lab.Shelf.TinyCheckpoints.Contains("tiny-oft-k16"), "the weights are here");
        using var found = lab.PolicyOf("tiny-oft-k16");
        Assert.False(found.Trained);
        Assert.Equal(16, found.Policy.Model.Config.ChunkLength);
        Assert.Contains("UNTRAINED", found.ToHtml());
        Assert.Equal("tiny-oft-k16, untrained", found.Choice.Name);
        Assert.Contains("expected one of tiny-autoregressive", Assert.Throws<LabException>(() => lab.PolicyOf("tiny-none")).Message);
        Assert.Throws<LabException>(() => Lab.Open("a", 5, Profile.Full).PolicyOf("tiny-oft"));
    }

    private static CampaignRecipe Recipe(string name) => new() { Name = name, Story = "a story", Samples = [], Steps = 1, Paper = 96.8 };

    private static JsonObject Record(int successes, int trials)
    {
        JsonNode Percent() => new JsonObject { ["value"] = 0, ["low"] = 0, ["high"] = 0, ["successes"] = successes, ["n"] = trials };
        return new JsonObject
        {
            ["commit"] = "abc",
            ["date"] = "2026-11-30T11:51:08Z",
            ["machine"] = new JsonObject { ["processor"] = "Xeon", ["cores"] = 2 },
            ["result"] = new JsonObject { ["success_percent"] = Percent(), ["suites"] = new JsonObject { ["mini_goal"] = Percent() }, ["policy_ms_per_call"] = 5.0 },
        };
    }
}
