using System.Text.Json;

namespace Oft.House.Tests;

public class MeasuredTests
{
    private static readonly string folder = Path.Combine(Need.Root, "data-manifests", "measured");

    public static TheoryData<string> Names => [.. Directory.GetFiles(folder, "*.json").Select(path => Path.GetFileNameWithoutExtension(path)).Where(name => name != "schema").Order()];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_measured_result_says_on_which_machine_and_commit_it_was_found(string name)
    {
        using var schema = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "schema.json")));
        using var document = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, name + ".json")));

        Assert.Empty(JsonSchema.Faults(schema.RootElement, document.RootElement));
        Assert.Equal(name, document.RootElement.GetProperty("name").GetString());
    }
}
