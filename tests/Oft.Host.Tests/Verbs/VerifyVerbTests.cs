using System.Diagnostics;

namespace Oft.Host.Tests.Verbs;

public class VerifyVerbTests
{
    [Fact]
    public void A_folder_that_agrees_ends_with_its_counts_and_status_0()
    {
        var (code, lines) = Oft("verify", Need.Golden("tokenizer"));

        Assert.Equal("1143 checked, 0 failed, 0 skipped", lines[^1]);
        Assert.Equal(0, code);
    }

    [Fact]
    public void A_folder_without_anything_to_check_is_not_green()
    {
        var (code, lines) = Oft("verify", Need.Golden("formats"), "--tokenizer", "nowhere");

        Assert.Equal("0 checked, 1 failed, 0 skipped", lines[^1]);
        Assert.Equal(1, code);
    }

    private static (int Code, string[] Lines) Oft(params string[] arguments)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath is { } host && Path.GetFileNameWithoutExtension(host) == "dotnet" ? host : "dotnet") { RedirectStandardOutput = true };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "oft.dll"));
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output.TrimEnd().Split('\n'));
    }
}
