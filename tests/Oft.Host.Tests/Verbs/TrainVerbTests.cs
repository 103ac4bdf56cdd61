using System.Diagnostics;
using Oft.Lab.Proofs;

namespace Oft.Host.Tests.Verbs;

public class TrainVerbTests
{
    private static string Program => Path.Combine(AppContext.BaseDirectory, "oft.dll");

    [Fact]
    public void A_small_training_that_is_killed_at_random_ends_with_the_same_bits()
    {
        var result = new ResumeProof(Program).Run(new ProofContext(2, line => TestContext.Current.TestOutputHelper?.WriteLine(line), TestContext.Current.CancellationToken));
        Assert.True(result.Holds, result.Result.ToJsonString());
    }

    [Fact]
    public void The_papers_recipe_is_planned_without_its_weights()
    {
        var (status, text) = Oft("train", "--like", "libero-oft", "--dry-run");
        Assert.Equal(0, status);
        Assert.Contains("278,764,295", text);
        Assert.Contains("time per step: not measured", text);
        // AdamW keeps 4 bytes in bfloat16 for each of 278,764,295 numbers. Weights are shared whole, and the head's first matrix alone has 28672x4096.
        Assert.Matches(@"(?m)^  8 +512 +1\.0 GiB +\S+ GiB +448\.0 MiB +\S+ GiB", text);
    }

    [Theory]
    [InlineData("there is no recipe 'nosuch'; there are: aloha-oft", "train", "--like", "nosuch")]
    [InlineData("expected a recipe's file, or --like with a name", "train")]
    [InlineData("oft demos", "train", "--like", "tiny-oft", "--data", "no/such/folder", "--out", "no/such/run")]
    public void What_cannot_be_done_is_said_without_a_stack(string expected, params string[] arguments)
    {
        var (status, text) = Oft(arguments);
        Assert.Equal(2, status);
        Assert.Contains(expected, text);
        Assert.DoesNotContain("   at ", text);
    }

    private static (int Status, string Text) Oft(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in (string[])[Program, .. arguments]) start.ArgumentList.Add(argument);
        using var oft = Process.Start(start)!;
        var said = oft.StandardError.ReadToEndAsync();
        var text = oft.StandardOutput.ReadToEnd() + said.Result;
        oft.WaitForExit();
        return (oft.ExitCode, text);
    }
}
