using System.Xml.Linq;

namespace Oft.House.Tests;

public class ArrowsTests
{
    // The map of rooms: what each one may know. "*" is every room under lib.
    private static readonly Dictionary<string, string[]> allowed = new()
    {
        ["Oft.Contracts"] = [],
        ["Oft.Torch"] = [],
        ["Oft.Imaging"] = [],
        ["Oft.Formats"] = [],
        ["Oft.Data"] = ["Oft.Contracts", "Oft.Imaging", "Oft.Formats"],
        ["Oft.Model"] = ["Oft.Contracts", "Oft.Torch", "Oft.Imaging", "Oft.Formats"],
        ["Oft.Training"] = ["Oft.Contracts", "Oft.Torch", "Oft.Formats", "Oft.Data", "Oft.Model"],
        ["Oft.Simulation"] = ["Oft.Contracts", "Oft.Formats"],
        ["Oft.Evaluation"] = ["Oft.Contracts"],
        ["Oft.Aloha"] = ["Oft.Contracts", "Oft.Imaging", "Oft.Formats"],
        ["Oft.Lab"] = ["Oft.Contracts", "Oft.Torch", "Oft.Imaging", "Oft.Formats", "Oft.Data", "Oft.Model", "Oft.Training", "Oft.Simulation", "Oft.Evaluation", "Oft.Aloha"],
        ["Oft.Host"] = ["Oft.Contracts", "Oft.Torch", "Oft.Imaging", "Oft.Formats", "Oft.Data", "Oft.Model", "Oft.Training", "Oft.Simulation", "Oft.Evaluation", "Oft.Aloha", "Oft.Lab"],
        ["Oft.Interop"] = ["Oft.Imaging", "Oft.Lab"],
    };

    public static TheoryData<string> Rooms => [.. Directory.GetDirectories(Path.Combine(Need.Root, "lib")).Select(Path.GetFileName).Where(name => name!.StartsWith("Oft.")).Select(name => name!)];

    [Theory]
    [MemberData(nameof(Rooms))]
    public void A_room_knows_only_the_rooms_below_it(string room)
    {
        Assert.True(allowed.TryGetValue(room, out var below), $"{room} is not on the map of rooms: add it to the README and to this test.");
        var references = References(Path.Combine(Need.Root, "lib", room, room + ".csproj"));
        Assert.Empty(references.Except(below));
    }

    [Theory]
    [MemberData(nameof(Rooms))]
    public void A_room_has_a_test_project_that_opens_only_it_and_what_it_may_know(string room)
    {
        var project = Path.Combine(Need.Root, "tests", room + ".Tests", room + ".Tests.csproj");
        Assert.True(File.Exists(project), $"{room} has no test project {room}.Tests");
        var references = References(project);
        Assert.Contains(room, references);
        Assert.Empty(references.Except([.. allowed[room], room]));
    }

    [Fact]
    public void Only_the_engine_asks_for_the_torch_provider()
    {
        var asking = Directory.GetFiles(Path.Combine(Need.Root, "lib"), "*.csproj", SearchOption.AllDirectories)
            .Where(file => File.ReadAllText(file).Contains("TorchProvider")).Select(Path.GetFileNameWithoutExtension);
        Assert.Equal(["Oft.Torch"], asking);
    }

    [Fact]
    public void No_project_names_a_package_version_of_its_own()
    {
        var naming = Directory.GetFiles(Need.Root, "*.csproj", SearchOption.AllDirectories)
            .Where(file => XDocument.Load(file).Descendants("PackageReference").Any(reference => reference.Attribute("Version") is not null));
        Assert.Empty(naming);
    }

    private static List<string> References(string project) =>
        [.. XDocument.Load(project).Descendants("ProjectReference").Select(reference => Path.GetFileNameWithoutExtension(reference.Attribute("Include")!.Value.Replace('\\', '/')))];
}
