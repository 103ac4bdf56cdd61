using System.Diagnostics;
using System.Globalization;
using Oft.Host.Tests.Running;
using Oft.Training.Checkpoints;
using Oft.Training.Runs;

namespace Oft.Host.Tests.Verbs;

/// <summary>Several real processes that train one policy, and what becomes of them when one is lost.</summary>
public sealed class ProcessesTests : IDisposable
{
    private const int Term = 15, Stop = 19;
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Two_processes_train_a_policy_and_the_first_one_writes_it()
    {
        var (status, text) = OftProcess.Run("train", Recipe(steps: 4), "--processes", "2", "--share-optimizer", "--out", folder["run"]);
        Assert.True(status == 0, text);
        Assert.Contains("2 processes: 4 samples a step, the optimizer's memory shared", text);
        Assert.True(File.Exists(folder["run/policy/oft.json"]), text);
        Assert.Equal((4, 8L), TrainingCheckpoint.Newest(folder["run"]) is { Facts: var facts } ? (facts.Step, facts.Position.Delivered) : default);
        Assert.Equal(4, RunLog.Read(folder["run/log.jsonl"]).Count());
    }

    [Theory]
    [InlineData(9, @"rank 1 \(process \d+\) ended with signal 9", @"rank 1 \(.+\) is gone")]
    [InlineData(Stop, @"rank 1 \(process \d+\) did not end by itself and was ended", @"rank 1 \(.+\) has been silent for 12 s")]
    public async Task A_killed_or_frozen_process_ends_all_within_half_a_minute_and_is_named(int signal, string launcher, string other)
    {
        using var oft = OftProcess.Start(new Dictionary<string, string>(), ["train", Recipe(steps: 1_000_000), "--processes", "2", "--out", folder["run"]]);
        var said = oft.StandardError.ReadToEndAsync();
        var shown = oft.StandardOutput.ReadToEndAsync();
        var log = folder["run/log.jsonl"];
        while (!oft.HasExited && !(File.Exists(log) && File.ReadLines(log).Count() > 2)) Thread.Sleep(50);
        Assert.False(oft.HasExited, oft.HasExited ? await said : "");
        using var second = Child(oft.Id, "RANK=1");
        var began = Stopwatch.GetTimestamp();
        Signal(signal, second.Id);
        Assert.True(oft.WaitForExit(TimeSpan.FromSeconds(60)), "the launcher did not end within a minute");
        var took = Stopwatch.GetElapsedTime(began);
        var text = await said + await shown;
        Assert.NotEqual(0, oft.ExitCode);
        Assert.Matches(launcher, text);
        Assert.Matches(other, text);
        TestContext.Current.TestOutputHelper?.WriteLine($"{took.TotalSeconds:0.0} s");
    }

    [Fact]
    public async Task A_stop_reaches_all_processes_and_is_saved()
    {
        using var oft = OftProcess.Start(new Dictionary<string, string>(), ["train", Recipe(steps: 1_000_000), "--processes", "2", "--out", folder["run"]]);
        var said = oft.StandardError.ReadToEndAsync();
        var shown = oft.StandardOutput.ReadToEndAsync();
        var log = folder["run/log.jsonl"];
        while (!oft.HasExited && !(File.Exists(log) && File.ReadLines(log).Count() > 2)) Thread.Sleep(50);
        Signal(Term, oft.Id);
        oft.WaitForExit();
        Assert.True(oft.ExitCode == 130, await said + await shown);
        Assert.True(TrainingCheckpoint.Newest(folder["run"])!.Facts.Step > 2);
    }

    [Fact]
    public async Task Two_network_namespaces_joined_by_a_pair_of_cards_train_together()
    {
        var ip = Need.Program("ip");
        var tag = Environment.ProcessId.ToString(CultureInfo.InvariantCulture);
        var (one, two) = ($"oft-a-{tag}", $"oft-b-{tag}");
        if (Ip(ip, $"netns add {one}") is { Status: not 0 } refused) Assert.Skip($"network namespaces cannot be made here (it needs the right CAP_NET_ADMIN): {refused.Text.Trim()}");
        try
        {
            foreach (var line in (string[])[$"netns add {two}", $"link add va{tag} netns {one} type veth peer name vb{tag} netns {two}",
                $"-n {one} addr add 10.77.0.1/24 dev va{tag}", $"-n {two} addr add 10.77.0.2/24 dev vb{tag}", $"-n {one} link set va{tag} up", $"-n {two} link set vb{tag} up",
                $"-n {one} link set lo up", $"-n {two} link set lo up"])
                if (Ip(ip, line) is { Status: not 0 } failed) Assert.Skip($"ip {line}: {failed.Text.Trim()}");
            var recipe = Recipe(steps: 3);
            using var first = Within(ip, one, 0, recipe);
            using var second = Within(ip, two, 1, recipe);
            var text = string.Join('\n', await Task.WhenAll(new[] { first.StandardOutput, first.StandardError, second.StandardOutput, second.StandardError }.Select(stream => stream.ReadToEndAsync())));
            first.WaitForExit();
            second.WaitForExit();
            Assert.True(first.ExitCode == 0 && second.ExitCode == 0, text);
            Assert.Equal(3, TrainingCheckpoint.Newest(folder["run"])!.Facts.Step);
            Assert.Contains("2 processes: 4 samples a step", text);
        }
        finally
        {
            Ip(ip, $"netns del {one}");
            Ip(ip, $"netns del {two}");
        }
    }

    private Process Within(string ip, string space, int rank, string recipe)
    {
        var start = new ProcessStartInfo(ip, ["netns", "exec", space, "dotnet", Path.Combine(AppContext.BaseDirectory, "oft.dll"), "train", recipe, "--out", folder["run"]]) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in new[] { ("RANK", rank.ToString(CultureInfo.InvariantCulture)), ("WORLD_SIZE", "2"), ("MASTER_ADDR", "10.77.0.1"), ("MASTER_PORT", "29511") }) start.Environment[name] = value;
        return Process.Start(start)!;
    }

    private static (int Status, string Text) Ip(string ip, string arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(ip, arguments) { RedirectStandardError = true, RedirectStandardOutput = true })!;
        var text = process.StandardError.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, text);
    }

    private static void Signal(int signal, int process)
    {
        using var kill = Process.Start("kill", [$"-{signal}", process.ToString(CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }

    // The child of a process whose environment holds a setting.
    private static Process Child(int parent, string setting)
    {
        var children = File.ReadAllText($"/proc/{parent}/task/{parent}/children") + string.Concat(Directory.GetDirectories($"/proc/{parent}/task").Where(task => !task.EndsWith($"/{parent}", StringComparison.Ordinal)).Select(task => File.ReadAllText($"{task}/children")));
        return Process.GetProcessById(children.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(int.Parse).First(child => File.ReadAllText($"/proc/{child}/environ").Split('\0').Contains(setting)));
    }

    private string Recipe(int steps) => SmallTraining.Recipe(folder, steps);
}
