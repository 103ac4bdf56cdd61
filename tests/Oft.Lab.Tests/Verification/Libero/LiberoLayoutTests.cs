using System.Text.Json.Nodes;
using Oft.Lab.Verification;
using Oft.Lab.Verification.Libero;

namespace Oft.Lab.Tests.Verification.Libero;

/// <summary>The check of recorded LIBERO folders: a few groups of one task, and the same with the recording damaged.</summary>
public sealed class LiberoLayoutTests
{
    private readonly List<string> lines = [];

    [Fact]
    public void A_recorded_task_is_composed_reset_and_replayed_as_the_simulator_did()
    {
        using var folder = Recorded("/composed", "/fixtures", "/trace-free", "evaluation", "axis-angle", "gripper", "gripper-chunk");
        Assert.True(Run(folder) == 0, string.Join('\n', lines));
        Assert.EndsWith("0 failed, 0 skipped", lines[^1]);
    }

    [Theory]
    [InlineData("composed.xml", "mass=\"4\"", "mass=\"4.5\"", "/composed")]
    [InlineData("fixtures.json", "0.03740024296493638", "0.03740024296593638", "/fixtures")]
    [InlineData("eval-facts.json", "\"libero_spatial\": 220", "\"libero_spatial\": 221", "evaluation")]
    [InlineData("verify.json", "libero-composed", "libero-sung", "/composed")]
    [InlineData("verify.json", "\"libero_spatial\"", "\"libero_cooking\"", "/composed")]
    public void A_recording_that_says_something_else_fails_by_name(string file, string was, string becomes, string group)
    {
        using var folder = Recorded(group);
        var path = Directory.GetFiles(folder.Path, file, SearchOption.AllDirectories).Single();
        var text = File.ReadAllText(path);
        Assert.Contains(was, text);
        File.WriteAllText(path, text.Replace(was, becomes));

        Assert.Equal(1, Run(folder));
        Assert.Contains(lines, line => line.StartsWith("FAIL", StringComparison.Ordinal));
    }

    [Fact]
    public void Without_the_users_folders_a_group_is_skipped_with_the_option_that_gives_them()
    {
        using var folder = Recorded("/composed");
        Assert.Equal(1, new VerifyRun([new LiberoLayout()], new VerifyNeeds(new Dictionary<string, string> { ["--libero"] = "/nowhere", ["--robosuite"] = "/nowhere" }), lines.Add).Run(folder.Path));
        Assert.Contains(lines, line => line.StartsWith("skip", StringComparison.Ordinal) && line.Contains("libero"));
    }

    private int Run(TemporaryFolder folder)
    {
        lines.Clear();
        var options = new Dictionary<string, string> { ["--libero"] = LiberoFiles.Libero, ["--robosuite"] = LiberoFiles.Robosuite };
        return new VerifyRun([new LiberoLayout()], new VerifyNeeds(options), lines.Add).Run(folder.Path);
    }

    // A folder with only those groups of one task.
    private static TemporaryFolder Recorded(params string[] groups)
    {
        const string Task = "libero_spatial/pick_up_the_black_bowl_in_the_top_drawer_of_the_wooden_cabinet_and_place_it_on_the_plate";
        var golden = Need.Shared("golden/libero");
        var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder[Task]);
        foreach (var file in Directory.GetFiles(Path.Combine(golden, Task))) File.WriteAllBytes(folder[Path.Combine(Task, Path.GetFileName(file))], File.ReadAllBytes(file));
        File.WriteAllBytes(folder["eval-facts.json"], File.ReadAllBytes(Path.Combine(golden, "eval-facts.json")));
        var verify = JsonNode.Parse(File.ReadAllText(Path.Combine(golden, "verify.json")))!;
        verify["groups"] = new JsonArray([.. verify["groups"]!.AsArray().Where(group => groups.Any(wanted => (string?)group!["name"] == (wanted[0] == '/' ? Task + wanted : wanted))).Select(group => group!.DeepClone())]);
        File.WriteAllText(folder["verify.json"], verify.ToJsonString());
        return folder;
    }
}
