using System.Text.Json;
using Oft.Lab.Verification;

namespace Oft.Lab.Tests.Verification;

public sealed class EqualityRuleTests
{
    [Fact]
    public void Absolute_and_relative_parts_add_up()
    {
        var rule = Rule("""{"abs":0.5,"rel":0.1}""");

        Assert.Empty(Compare(rule, [10], [11.5]));
        Assert.Single(Compare(rule, [10], [11.51]));
    }

    [Fact]
    public void NaN_equals_NaN_and_nothing_else()
    {
        foreach (var rule in (EqualityRule[])[Rule("\"exact\""), Rule("""{"abs":1}""")])
        {
            Assert.Empty(Compare(rule, [double.NaN], [double.NaN]));
            Assert.Single(Compare(rule, [double.NaN], [0]));
            Assert.Single(Compare(rule, [0], [double.NaN]));
        }
    }

    [Fact]
    public void Exact_means_bits_so_minus_zero_is_not_zero()
    {
        Assert.Single(Compare(Rule("\"exact\""), [0.0], [-0.0]));
        Assert.Empty(Compare(Rule("""{"abs":0}"""), [0.0], [-0.0]));
        Assert.Single(Compare(Rule("""{"abs":1}"""), [double.PositiveInfinity], [double.MaxValue]));
    }

    [Fact]
    public void Phases_and_parts_choose_the_rule()
    {
        var rule = Rule("""{"phases":[{"steps":[0,3],"by":{"arm":"exact"}},{"steps":[3,9],"by":{"arm":{"abs":1},"hand":"free"}}]}""");

        Assert.True(rule.For("arm", 2).Exact);
        Assert.Equal(1, rule.For("arm", 3).Abs);
        Assert.True(rule.For("hand", 8).Free);
        Assert.Throws<VerifyException>(() => rule.For("arm", 9));
        Assert.Throws<VerifyException>(() => rule.For("hand", 0));
    }

    [Fact]
    public void Another_renderer_is_judged_by_mean_and_share()
    {
        var rule = Rule("""{"same_renderer":"exact","else":{"mean_abs":0.5,"share_over":{"difference":8,"at_most":0.25}}}""");

        Assert.True(rule.For("picture", 0, sameRenderer: true).Exact);
        Assert.Empty(Compare(rule, [0, 0, 0, 0], [1, 1, 0, 0]));
        Assert.Single(Compare(rule, [0, 0, 0, 0], [2, 1, 0, 0]));
        var tails = Rule("""{"mean_abs":50,"share_over":{"difference":8,"at_most":0.25}}""");
        Assert.Empty(Compare(tails, [0, 0, 0, 0], [9, 0, 0, 0]));
        Assert.Single(Compare(tails, [0, 0, 0, 0], [9, 9, 0, 0]));
    }

    private static EqualityRule Rule(string json) => EqualityRule.Parse(JsonDocument.Parse(json).RootElement);

    private static IReadOnlyList<string> Compare(EqualityRule rule, double[] expected, double[] got)
    {
        var report = new CaseReport(rule);
        report.Numbers<double>("x", expected, got);
        return report.Failures;
    }
}
