using System.Diagnostics;
using Oft.Host.Tests.Running;

namespace Oft.Host.Tests;

/// <summary>Signals as a terminal and a system send them, to verbs that compute on the calling thread.</summary>
public sealed class InterruptionTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Ctrl_C_ends_an_evaluation_between_episodes_and_the_ledger_keeps_what_ended()
    {
        Need.Library("libmujoco.so");
        using var run = OftProcess.Start(new Dictionary<string, string>(), ["evaluate", "mini_spatial", "--policy", "idle", "--out", folder["run"]]);
        var ledger = folder["run/ledger.jsonl"];
        Wait(() => File.Exists(ledger) && File.ReadAllLines(ledger).Length > 1);

        var said = Signal(run, 2);

        Assert.Equal(130, run.ExitCode);
        Assert.Contains("what is finished is kept", said);
        Assert.EndsWith("\n", File.ReadAllText(ledger));
    }

    [Fact]
    public void A_server_ends_when_the_system_asks_it_to()
    {
        using var run = OftProcess.Start(new Dictionary<string, string>(), ["serve", "idle", "--robot", "libero", "--port", "0"]);
        Assert.Contains("serving idle", run.StandardOutput.ReadLine());

        var said = Signal(run, 15);

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("stopping", said);
    }

    private static string Signal(Process run, int signal)
    {
        Process.Start("kill", [$"-{signal}", $"{run.Id}"]).WaitForExit();
        var said = run.StandardError.ReadToEndAsync();
        if (!run.WaitForExit(TimeSpan.FromMinutes(2)))
        {
            run.Kill();
            Assert.Fail("the process did not end");
        }
        return said.GetAwaiter().GetResult();
    }

    private static void Wait(Func<bool> happened)
    {
        for (var i = 0; !happened(); i++)
        {
            Assert.True(i < 1200, "nothing happened within two minutes");
            Thread.Sleep(100);
        }
    }
}
