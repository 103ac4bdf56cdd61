using System.Text.Json.Nodes;
using Oft.Data.Manifests;
using Oft.Data.Rlds;

namespace Oft.Data.Tests.Manifests;

public class ManifestTests
{
    private static readonly string folder = Path.Combine(Need.Root, "data-manifests");

    public static TheoryData<string> Files =>
        [.. new[] { "datasets", "checkpoints" }.SelectMany(kind => Directory.GetFiles(Path.Combine(folder, kind), "*.json")).Where(x => Path.GetFileName(x) != "schema.json").Select(x => Path.GetRelativePath(folder, x))];

    [Theory]
    [MemberData(nameof(Files))]
    public void A_manifest_says_source_licence_checksums_and_use(string path)
    {
        var manifest = ManifestReader.Read(Path.Combine(folder, path));

        Assert.StartsWith("https://", manifest.Licence.Address);
        Assert.True(manifest.Checksums.Length > 10 && manifest.Use.Length > 20 && manifest.Title.Length > 10);
        Assert.Equal(Path.GetDirectoryName(path), manifest.Kind == ManifestKind.Dataset ? "datasets" : "checkpoints");
        if (manifest.Dataset is { Format: "rlds" } dataset) Assert.Contains(dataset.Configuration, RldsTable.Datasets.Keys);
        Assert.True(manifest.Kind == ManifestKind.Dataset ? manifest.Dataset is not null : manifest.Checkpoint is not null);
    }

    [Theory]
    [InlineData("datasets")]
    [InlineData("checkpoints")]
    public void The_schema_beside_them_is_the_one_their_types_give(string kind)
    {
        var path = Path.Combine(folder, kind, "schema.json");
        if (Environment.GetEnvironmentVariable("OFT_WRITE_SCHEMA") == "1") File.WriteAllText(path, ManifestReader.Schema());
        Assert.Equal(ManifestReader.Schema(), File.ReadAllText(path));
    }

    [Fact]
    public void Promise_5_Every_published_checkpoint_says_which_row_of_which_table_it_is()
    {
        var all = ManifestReader.All(folder, ManifestKind.Checkpoint);

        Assert.Equal(["oft-libero-10", "oft-libero-all", "oft-libero-goal", "oft-libero-object", "oft-libero-spatial", "openvla-7b"], all.Select(x => x.Name));
        foreach (var expected in all.SelectMany(x => x.Checkpoint!.Expected)) Assert.True(expected.Value is > 0 and <= 100 && expected.Table.Length > 0 && expected.Row.Length > 0);
        foreach (var manifest in all.Where(x => x.Name.StartsWith("oft-libero") && x.Name != "oft-libero-all"))
        {
            // The same figure stands in the paper's table of this house.
            var stated = Assert.Single(manifest.Checkpoint!.Expected);
            var table = JsonNode.Parse(File.ReadAllText(Path.Combine(folder, "paper", "libero.json")))!;
            var row = table["rows"]!.AsArray().Single(x => x!["name"]!.GetValue<string>() == stated.Row)!;
            Assert.Equal(row["values"]![stated.Column.ToLowerInvariant()]!.GetValue<double>(), stated.Value);
            Assert.Equal(["primary", "wrist"], manifest.Checkpoint.Views);
            Assert.Contains(Assert.Single(manifest.Checkpoint.Statistics), RldsTable.Datasets.Keys);
        }
    }

    [Fact]
    public void An_unknown_member_is_an_error_that_lists_the_known_ones()
    {
        using var temporary = new TemporaryFolder();
        File.WriteAllText(temporary["x.json"], File.ReadAllText(Path.Combine(folder, "checkpoints", "openvla-7b.json")).Replace("\"use\"", "\"used\"").Replace("openvla-7b\"", "x\""));
        var error = Assert.Throws<InvalidDataException>(() => ManifestReader.Read(temporary["x.json"]));
        Assert.Contains("used", error.Message);
        Assert.Contains("licence", error.Message);
    }

    [Theory]
    [InlineData("../outside")]
    [InlineData("/etc/passwd")]
    [InlineData("a//b")]
    [InlineData("a/./b")]
    [InlineData("c:\\x")]
    public void A_path_that_leaves_its_folder_is_refused(string path)
    {
        using var temporary = new TemporaryFolder();
        var manifest = JsonNode.Parse(File.ReadAllText(Path.Combine(folder, "checkpoints", "openvla-7b.json")))!;
        manifest["files"] = new JsonArray(new JsonObject { ["path"] = path });
        File.WriteAllText(temporary["openvla-7b.json"], manifest.ToJsonString());
        Assert.Throws<InvalidDataException>(() => ManifestReader.Read(temporary["openvla-7b.json"]));
    }
}
