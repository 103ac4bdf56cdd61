using System.Text;
using System.Text.Json;

namespace Oft.Contracts.Tests;

public sealed class StatisticsFileTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_file_of_the_reference_is_written_again_with_the_same_values()
    {
        var path = Need.Golden("statistics/libero_goal_no_noops.dataset_statistics.json");
        StatisticsFile.Read(path).Write(folder["copy.json"]);

        Assert.True(JsonElement.DeepEquals(JsonDocument.Parse(File.ReadAllBytes(path)).RootElement, JsonDocument.Parse(File.ReadAllBytes(folder["copy.json"])).RootElement));
    }

    [Fact]
    public void A_set_is_found_by_its_name_with_or_without_its_ending_and_alone_without_name()
    {
        var file = StatisticsFile.Read(Need.Golden("statistics/libero_goal_no_noops.dataset_statistics.json"));

        Assert.Same(file.Find("libero_goal_no_noops"), file.Find("libero_goal"));
        Assert.Same(file.Find("libero_goal"), file.Find(null));
        Assert.Equal("statistics 'libero_object' are not in this checkpoint; it carries: libero_goal_no_noops", Assert.Throws<KeyNotFoundException>(() => file.Find("libero_object")).Message);
        var two = new StatisticsFile(new Dictionary<string, ActionStatistics> { ["a"] = file.Find(null), ["b"] = file.Find(null) });
        Assert.Contains("a, b", Assert.Throws<KeyNotFoundException>(() => two.Find(null)).Message);
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("{")]
    [InlineData("""{"a":{}}""")]
    [InlineData("""{"a":{"action":{"mean":[0],"std":[0],"max":[0],"min":[0],"q01":[0],"q99":[0,1]}}}""")]
    [InlineData("""{"a":{"action":{"mean":["x"],"std":[0],"max":[0],"min":[0],"q01":[0],"q99":[0]}}}""")]
    public void What_is_no_statistics_file_is_refused(string text) =>
        Assert.Throws<InvalidDataException>(() => StatisticsFile.Parse("made.json", Encoding.UTF8.GetBytes(text)));
}
