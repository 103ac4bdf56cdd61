using System.Diagnostics;
using Oft.Evaluation.Ledgers;
using Oft.Lab.Proofs;

namespace Oft.Host.Tests.Verbs;

public class EvaluateVerbTests
{
    private static string Program => Path.Combine(AppContext.BaseDirectory, "oft.dll");

    [Fact]
    public void One_point_at_95_percent_takes_thousands_of_episodes()
    {
        var (status, text) = Oft("evaluate", "plan", "--detect", "1.0");
        Assert.Equal(0, status);
        Assert.Contains("4098 episodes of each policy on the same initial states", text);
        Assert.Contains("8155 episodes of each policy on different ones", text);
    }

    [Fact]
    public void Shards_are_run_merged_compared_and_reported()
    {
        Need.Library("libmujoco.so");
        using var folder = new TemporaryFolder();
        string[] run = ["evaluate", "mini_goal", "--task", "turn_on_the_stove", "--episodes", "2", "--view-size", "16", "--out", folder["run"], "--no-report"];
        Assert.Equal(0, Oft([.. run, "--shard", "1/2"]).Status);
        var (early, missing) = Oft("evaluate", "merge", folder["run/shard-1-of-2.jsonl"], "--out", folder["half.jsonl"]);
        Assert.Equal(0, Oft([.. run, "--shard", "2/2"]).Status);
        var (status, joined) = Oft("evaluate", "merge", folder["run/shard-1-of-2.jsonl"], folder["run/shard-2-of-2.jsonl"], "--out", folder["whole.jsonl"]);
        var (_, compared) = Oft("evaluate", "compare", folder["whole.jsonl"], folder["whole.jsonl"]);
        Assert.Equal(0, Oft("evaluate", "report", folder["whole.jsonl"], "--out", folder["report.html"]).Status);

        Assert.Equal(1, early);
        Assert.Contains("1 episodes are missing", missing);
        Assert.Equal(0, status);
        Assert.Contains("2 of 2 episodes: 100.0 (34.2–100.0), n = 2", joined);
        Assert.Contains("0.0 points (-65.8 to +65.8), n = 2 pairs, 0 only the first and 0 only the second, p = 1: too few pairs for any verdict", compared);
        Assert.Contains("turn on the stove", File.ReadAllText(folder["report.html"]));
        Assert.Equal(2, Ledger.Read(folder["whole.jsonl"]).Records.Count);
    }

    [Theory]
    [InlineData("there is no suite 'nosuch'", "evaluate", "nosuch")]
    [InlineData("there is no 'genius'; there are: expert, idle", "evaluate", "mini_goal", "--policy", "genius")]
    [InlineData("expected 1/n to n/n, got 0/3", "evaluate", "mini_goal", "--shard", "0/3")]
    [InlineData("expected --against LEDGER", "evaluate", "mini_goal", "--stop-early")]
    [InlineData("Could not find file", "evaluate", "compare", "a.jsonl", "b.jsonl")]
    public void What_cannot_be_done_is_said_without_a_stack(string expected, params string[] arguments)
    {
        var (status, text) = Oft(arguments);
        Assert.Equal(2, status);
        Assert.Contains(expected, text);
        Assert.DoesNotContain("   at ", text);
    }

    [Fact]
    public void A_small_evaluation_that_is_killed_at_random_loses_nothing()
    {
        Need.Library("libmujoco.so");
        var result = new LedgerProof(Program).Run(new ProofContext(3, line => TestContext.Current.TestOutputHelper?.WriteLine(line), TestContext.Current.CancellationToken));
        Assert.True(result.Holds, result.Result.ToJsonString());
        Assert.Equal(3, (int)result.Result["equal_lines"]!);
    }

    private static (int Status, string Text) Oft(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in (string[])[Program, .. arguments]) start.ArgumentList.Add(argument);
        using var oft = Process.Start(start)!;
        var said = oft.StandardError.ReadToEndAsync();
        var text = oft.StandardOutput.ReadToEnd();
        oft.WaitForExit();
        return (oft.ExitCode, text + said.GetAwaiter().GetResult());
    }
}
