using Oft.Lab.Verification;
using Oft.Lab.Verification.Wire;

namespace Oft.Lab.Tests.Verification.Wire;

public sealed class WireLayoutsTests
{
    [Theory]
    [InlineData("golden/aloha/act")]
    [InlineData("golden/openpi")]
    public void Every_recorded_text_exchange_and_session_is_answered_and_asked_as_it_was(string folder)
    {
        var (status, lines) = Verify(Need.Shared(folder));
        Assert.True(status == 0, string.Join('\n', lines));
        Assert.EndsWith("0 failed, 0 skipped", lines[^1]);
    }

    [Theory]
    [InlineData("aloha/act", "codec.json", "\"text\": \"{\\\"__numpy__\\\": \\\"4khh", "\"text\": \"{\\\"__numpy__\\\": \\\"5khh", "codec-encode")]
    [InlineData("aloha/act", "codec.json", "\"hex\": \"0102\"", "\"hex\": \"0103\"", "codec-decode")]
    [InlineData("openpi", "codec.json", "\"hex\": \"cc80\"", "\"hex\": \"cc81\"", "codec-encode")]
    [InlineData("openpi", "client_helpers.json", "3.1346660728254463", "3.1346660728254467", "axis-angle")]
    public void A_changed_value_fails_its_group_and_no_other(string layout, string file, string from, string to, string group)
    {
        using var folder = new TemporaryFolder();
        foreach (var path in Directory.GetFiles(Need.Shared($"golden/{layout}"), "*.json")) File.WriteAllBytes(folder[Path.GetFileName(path)], File.ReadAllBytes(path));
        var index = folder[file];
        var text = File.ReadAllText(index);
        var at = text.IndexOf(from, StringComparison.Ordinal);
        Assert.True(at >= 0, $"{file} has no {from}");
        File.WriteAllText(index, text[..at] + to + text[(at + from.Length)..]);
        KeepOnly(folder["verify.json"], group);

        var (status, lines) = Verify(folder.Path);
        Assert.Equal(1, status);
        Assert.StartsWith($"FAIL  {group}  ", Assert.Single(lines, line => line.StartsWith("FAIL", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_changed_answer_of_the_recorded_server_fails_both_directions()
    {
        using var folder = new TemporaryFolder();
        var shared = Need.Shared("golden/aloha/act");
        Directory.CreateDirectory(folder["exchanges"]);
        foreach (var path in Directory.GetFiles(shared, "*", SearchOption.AllDirectories)) File.WriteAllBytes(folder[Path.GetRelativePath(shared, path)], File.ReadAllBytes(path));
        var answer = folder["exchanges/aloha_plain_16.resp.bin"];
        var bytes = File.ReadAllBytes(answer);
        bytes[^60] = (byte)(bytes[^60] == 'A' ? 'B' : 'A');
        File.WriteAllBytes(answer, bytes);

        var (status, lines) = Verify(folder.Path);
        Assert.Equal(1, status);
        Assert.Equal(["FAIL  exchanges-server  1 failed", "FAIL  exchanges-client  1 failed"], lines.Where(line => line.StartsWith("FAIL", StringComparison.Ordinal)).Select(line => line[..(line.IndexOf("failed", StringComparison.Ordinal) + 6)]));
    }

    private static void KeepOnly(string file, string group)
    {
        var json = System.Text.Json.Nodes.JsonNode.Parse(File.ReadAllText(file))!;
        var groups = json["groups"]!.AsArray();
        for (var i = groups.Count - 1; i >= 0; i--)
            if ((string?)groups[i]!["name"] != group) groups.RemoveAt(i);
        File.WriteAllText(file, json.ToJsonString());
    }

    private static (int Status, List<string> Lines) Verify(string folder)
    {
        List<string> lines = [];
        var status = new VerifyRun([new AlohaActLayout(), new OpenPiLayout()], VerifyNeeds.None, lines.Add).Run(folder);
        return (status, lines);
    }
}
