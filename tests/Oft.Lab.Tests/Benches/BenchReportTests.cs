using System.Text.Json;
using Oft.Lab.Benches;

namespace Oft.Lab.Tests.Benches;

public class BenchReportTests
{
    [Fact]
    public void The_json_carries_name_value_unit_better_and_bar()
    {
        var report = new BenchReport("demo", [new("ratio", 0.9, "x", Better.Lower, 1.0), new("rate", 12, "1/s", Better.Higher)]);
        using var json = JsonDocument.Parse(report.ToJson());
        var figures = json.RootElement.GetProperty("figures");
        Assert.Equal("""["ratio",0.9,"x","lower",1]""", Flat(figures[0]));
        Assert.Equal("""["rate",12,"1/s","higher",null]""", Flat(figures[1]));
    }

    [Fact]
    public void A_missed_bar_is_said_in_the_table_and_fails_the_report()
    {
        var report = new BenchReport("demo", [new("ratio", 1.2, "x", Better.Lower, 1.0)]);
        Assert.False(report.Holds);
        Assert.Contains("at most 1: MISSED", report.ToText());
    }

    [Theory]
    [InlineData(Better.Lower, 1.0, true)]
    [InlineData(Better.Higher, 1.0, true)]
    [InlineData(Better.Lower, double.NaN, false)]
    [InlineData(Better.Higher, double.NaN, false)]
    [InlineData(Better.Higher, 0.99, false)]
    public void A_bar_is_met_on_its_good_side_and_never_by_a_value_that_is_no_number(Better better, double value, bool holds) =>
        Assert.Equal(holds, new BenchFigure("x", value, "x", better, 1.0).Holds);

    [Fact]
    public void A_bench_without_any_bar_is_refused() =>
        Assert.Throws<ArgumentException>(() => new BenchReport("demo", [new("rate", 12, "1/s", Better.Higher)]));

    private static string Flat(JsonElement figure) =>
        "[" + string.Join(",", new[] { "name", "value", "unit", "better", "bar" }.Select(key => figure.GetProperty(key).GetRawText())) + "]";
}
