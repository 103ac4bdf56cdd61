using System.Text.Json.Nodes;
using Oft.Lab.Verification;

namespace Oft.Lab.Tests.Verification.Aloha;

public class AlohaLayoutTests
{
    [Theory]
    [InlineData("golden/aloha/ros1")]
    [InlineData("golden/aloha/control")]
    public void The_recorded_folder_passes_whole(string folder)
    {
        var lines = new List<string>();
        var exit = new VerifyRun(VerifyLayouts.All, VerifyNeeds.None, lines.Add).Run(Need.Shared(folder));

        Assert.True(exit == 0, string.Join("\n", lines.Where(x => !x.StartsWith("ok"))));
    }

    [Theory]
    [InlineData("ros1", "messages.json", "/messages/7/fields/position/3")]
    [InlineData("ros1", "md5.json", "/services/3/md5")]
    [InlineData("ros1", "tcpros.json", "/connections/0/frames/1/offset")]
    [InlineData("ros1", "xmlrpc.json", "/exchanges/0/params/3")]
    [InlineData("control", "state.json", "/rows/2/qpos/6")]
    [InlineData("control", "trajectories.json", "/reset/log/98/cmd")]
    [InlineData("control", "run_loop.json", "/loops/5/sent/3/left/2")]
    [InlineData("control", "images.json", "/items/3/jpeg/sha256")]
    public void One_recorded_value_that_is_another_fails_one_case(string layout, string index, string member)
    {
        using var folder = new TemporaryFolder();
        foreach (var file in Directory.GetFiles(Need.Shared($"golden/aloha/{layout}"), "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(folder.Path, Path.GetRelativePath(Need.Shared($"golden/aloha/{layout}"), file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.WriteAllBytes(copy, File.ReadAllBytes(file));                   // a copy that may be written, whatever the original is
        }
        var path = Path.Combine(folder.Path, index);
        var root = JsonNode.Parse(File.ReadAllText(path))!;
        var steps = member.Split('/')[1..];
        var at = root;
        foreach (var step in steps[..^1]) at = at is JsonArray array ? array[int.Parse(step)]! : at[step]!;
        JsonNode Other(JsonNode value) => value.GetValueKind() == System.Text.Json.JsonValueKind.String ? value.GetValue<string>() + "0" : value.GetValue<double>() + 1;
        if (at is JsonArray list) list[int.Parse(steps[^1])] = Other(list[int.Parse(steps[^1])]!);
        else at[steps[^1]] = Other(at[steps[^1]]!);
        File.WriteAllText(path, root.ToJsonString());

        var verify = JsonNode.Parse(File.ReadAllText(Path.Combine(folder.Path, "verify.json")))!;
        foreach (var group in verify["groups"]!.AsArray().Where(x => (string?)x!["index"] != index).ToList()) verify["groups"]!.AsArray().Remove(group);
        File.WriteAllText(Path.Combine(folder.Path, "verify.json"), verify.ToJsonString());

        var lines = new List<string>();
        new VerifyRun(VerifyLayouts.All, VerifyNeeds.None, lines.Add).Run(folder.Path);

        Assert.Contains(", 1 failed, ", lines[^1]);
    }
}
