using System.Text.Json.Nodes;
using Oft.Lab.Verification;
using Oft.Lab.Verification.LeRobot;

namespace Oft.Lab.Tests.Verification.LeRobot;

public class LeRobotLayoutTests
{
    // A part of the recorded sets, so that it stays quick; oft verify goes through all of them, the damaged ones included.
    [Fact]
    public void What_lerobot_and_pyarrow_return_comes_out_here()
    {
        Need.Program("ffmpeg");
        var recorded = Need.Shared("golden/lerobot");
        using var folder = new TemporaryFolder();
        foreach (var part in Directory.GetDirectories(recorded)) Directory.CreateSymbolicLink(folder[Path.GetFileName(part)], part);
        var json = JsonNode.Parse(File.ReadAllText(Path.Combine(recorded, "verify.json")))!;
        var groups = json["groups"]!.AsArray();
        foreach (var group in groups.Where(x => !Wanted((string)x!["name"]!)).ToList()) groups.Remove(group);
        Assert.Equal(20, groups.Count);
        File.WriteAllText(folder["verify.json"], json.ToJsonString());

        var lines = new List<string>();
        var exit = new VerifyRun([new LeRobotLayout()], VerifyNeeds.None, lines.Add).Run(folder.Path);

        Assert.True(exit == 0, string.Join("\n", lines.Where(x => !x.StartsWith("ok"))));
    }

    private static bool Wanted(string group) =>
        group.StartsWith("v30_aloha_image_split/") || group.StartsWith("v30_converted_libero_h264/") || group.StartsWith("parquet-") || (group.StartsWith("v21_aloha_av1/") && !group.EndsWith("/frames") && !group.EndsWith("/videos"));
}
