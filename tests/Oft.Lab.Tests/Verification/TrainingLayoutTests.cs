using System.Text.Json.Nodes;
using Oft.Lab.Verification;
using Oft.Lab.Verification.Training;

namespace Oft.Lab.Tests.Verification;

/// <summary>A selection that runs in seconds; <c>oft verify</c> runs all of them.</summary>
public class TrainingLayoutTests
{
    [Fact]
    public void The_trainer_repeats_what_was_recorded()
    {
        var (status, lines) = Run(Need.Shared("golden/training"), "l1_accum2");
        Assert.True(status == 0, string.Join(Environment.NewLine, lines));
    }

    [Theory]
    [InlineData("what", "a member that nobody knows", null)]
    [InlineData("optimizer", "SGD", "optimizer 'SGD' is not known")]
    [InlineData("objective", "ppo", "objective 'ppo' is not known")]
    [InlineData("attention", "causal", "attention 'causal' is not known")]
    public void What_it_does_not_know_is_a_failure_that_names_it(string member, string value, string? message)
    {
        using var folder = new TemporaryFolder();
        var golden = Need.Shared("golden/training");
        var json = JsonNode.Parse(File.ReadAllText(Path.Combine(golden, "verify.json")))!;
        var one = json["cases"]!.AsArray().First(c => (string?)c!["name"] == "l1_accum2")!;
        if (member == "what") one["checks"]![0]!.AsObject()["unheard_of"] = value;
        else if (member == "optimizer") one["optimizer"]!["name"] = value;
        else one[member] = value;
        // The shortest run: what is asked is whether it is refused.
        one["steps"] = 1;
        json["cases"] = new JsonArray(one.DeepClone());
        Directory.CreateDirectory(folder["training"]);
        foreach (var path in Directory.GetFileSystemEntries(golden).Where(path => !path.EndsWith("verify.json", StringComparison.Ordinal)))
            if (Directory.Exists(path)) Directory.CreateSymbolicLink(folder["training/" + Path.GetFileName(path)], path);
            else File.CreateSymbolicLink(folder["training/" + Path.GetFileName(path)], path);
        Directory.CreateSymbolicLink(folder["model"], Path.Combine(golden, "..", "model"));
        File.WriteAllText(folder["training/verify.json"], json.ToJsonString());

        var (status, lines) = Run(folder["training"], "l1_accum2");

        Assert.Equal(1, status);
        Assert.Contains(lines, line => line.Contains(message ?? "unheard_of"));
    }

    private static (int Status, List<string> Lines) Run(string folder, string name)
    {
        var lines = new List<string>();
        return (new VerifyRun([new TrainingLayout(name.Equals)], VerifyNeeds.None, lines.Add).Run(folder), lines);
    }
}
