using System.Text.Json;
using Oft.Lab.Verification;

namespace Oft.Lab.Tests.Verification;

public sealed class CasePatternTests
{
    private static readonly JsonElement Value = JsonDocument.Parse("""{"file":"a.png","seed":[7,9],"box":{"w":3},"list":["x","y"],"gone":null}""").RootElement;

    [Theory]
    [InlineData("in/{file}", "in/a.png")]
    [InlineData("seed_{seed.0}_{seed.1}", "seed_7_9")]
    [InlineData("{box.w}/{*2}/{*1}", "3/star2/star1")]
    [InlineData("{list.*}.bin", "x.bin y.bin")]
    [InlineData("{gone}/{file}", "")]
    [InlineData("{absent}", "")]
    public void A_pattern_stands_for_the_names_its_fields_give(string pattern, string names) =>
        Assert.Equal(names, string.Join(' ', CasePattern.Expand(pattern, Value, ["star1", "star2"])));

    [Fact]
    public void A_placeholder_that_is_no_field_is_free_and_tells_what_it_matched()
    {
        string[] known = ["a.png/crop/out", "a.png/hue/out", "b.png/crop/out", "a.png/crop/in"];

        var matches = CasePattern.Match("{file}/{op}/out", Value, [], known).ToList();

        Assert.Equal(["a.png/crop/out", "a.png/hue/out"], matches.Select(x => x.Name));
        Assert.Equal("hue", matches[1].Free["op"]);
    }

    [Fact]
    public void A_star_that_the_path_does_not_have_is_an_error() =>
        Assert.Throws<VerifyException>(() => CasePattern.Expand("{*3}", Value, ["one"]));
}
