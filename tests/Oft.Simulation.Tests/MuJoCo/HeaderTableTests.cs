using System.Text.Json;
using System.Text.Json.Nodes;
using Oft.Simulation.MuJoCo;

namespace Oft.Simulation.Tests.MuJoCo;

public sealed class HeaderTableTests
{
    [Fact]
    public void A_version_without_a_table_is_refused_with_a_sentence_that_lists_the_known_ones()
    {
        var refused = Assert.Throws<MuJoCoException>(() => HeaderTable.For(199));
        Assert.Contains("MuJoCo 1.9.9 was found", refused.Message);
        Assert.Contains("2.2.2", refused.Message);
        Assert.Contains("OFT_MUJOCO", refused.Message);
    }

    [Fact]
    public void A_field_that_is_not_in_the_table_is_named() =>
        Assert.Contains("'mjData.nothing'", Assert.Throws<MuJoCoException>(() => HeaderTable.For(222).Offset("mjData.nothing")).Message);

    [Fact]
    public void There_are_tables_of_2_2_2_and_of_a_3_x_and_each_says_where_its_header_is_from()
    {
        Assert.Contains(HeaderTable.All, table => table.Version == 222);
        Assert.Contains(HeaderTable.All, table => table.Version >= 3_000_000);
        Assert.All(HeaderTable.All, table => Assert.NotEmpty(table.Source));
    }

    [Fact]
    public void Every_table_names_the_same_fields_save_the_file_system_of_older_versions()
    {
        var tables = Committed.Select(file => JsonDocument.Parse(File.ReadAllText(file)).RootElement.GetProperty("offsets").EnumerateObject().Select(p => p.Name).Where(n => !n.StartsWith("mjVFS.", StringComparison.Ordinal)).ToHashSet()).ToList();
        Assert.Equal(2, tables.Count);
        Assert.All(tables, names => Assert.True(tables[0].SetEquals(names)));
    }

    [Fact]
    public void The_table_made_at_set_up_is_in_use_and_equals_the_committed_one_of_its_version()
    {
        var printed = Path.Combine(Need.Root, "lib/native/build/mujoco-layout.json");
        if (!File.Exists(printed)) Need.Missing("the native build printed no MuJoCo layout: libmujoco-dev was not installed when it ran");
        var made = JsonNode.Parse(File.ReadAllText(printed))!;
        var version = HeaderTable.Spell((int)made["version"]!);
        Assert.Equal((string)made["source"]!, HeaderTable.All[0].Source);
        var committed = JsonNode.Parse(File.ReadAllText(Committed.Single(file => Path.GetFileNameWithoutExtension(file) == version)))!;
        made["source"] = committed["source"]!.DeepClone();
        Assert.True(JsonNode.DeepEquals(committed, made), $"the installed header of MuJoCo {version} prints another table than the one checked in");
    }

    [Fact]
    public void A_count_of_64_bits_is_read_whole()
    {
        var table = HeaderTable.All.First(table => table.Version >= 3_000_000);
        long[] model = [1L << 33];
        unsafe
        {
            fixed (long* start = model) Assert.Equal(1L << 33, table.Field("nq").At((byte*)start, 0));
        }
    }

    private static string[] Committed => Directory.GetFiles(Path.Combine(Need.Root, "lib/Oft.Simulation/MuJoCo/Layouts"), "*.json");
}
