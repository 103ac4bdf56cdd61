using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Oft.Training.Checkpoints;

namespace Oft.Host.Tests.Verbs;

/// <summary>The examples of environment/cluster, as far as one machine can run them: Slurm's commands by stand-ins, a pod's command line as it is written.</summary>
public sealed class ClusterTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    private static string Cluster(string file) => Path.Combine(Need.Root, "environment", "cluster", file);

    public void Dispose() => folder.Dispose();

    [Fact]
    public void The_Slurm_job_starts_its_tasks_and_they_train_together()
    {
        Stand("scontrol", "echo 127.0.0.1");
        Stand("srun", """
            while [[ "$1" == --* ]]; do shift; done
            for ((i = 0; i < SLURM_NTASKS; i++)); do SLURM_PROCID=$i "$@" & done
            for job in $(jobs -p); do wait "$job" || exit $?; done
            """);
        var (status, text) = Bash([Cluster("train.slurm"), SmallTraining.Recipe(folder, steps: 3), "--out", folder["run"]],
            ("SLURM_NTASKS", "2"), ("SLURM_JOB_NODELIST", "n[1-2]"), ("SLURM_JOB_ID", Environment.ProcessId.ToString(CultureInfo.InvariantCulture)), ("SLURM_SUBMIT_DIR", Need.Root), ("SLURM_CPUS_PER_TASK", "1"));
        Assert.True(status == 0, text);
        Assert.Equal((3, 6L), TrainingCheckpoint.Newest(folder["run"]) is { Facts: var facts } ? (facts.Step, facts.Position.Delivered) : default);
    }

    [Fact]
    public async Task A_pods_command_line_trains_with_the_others()
    {
        var yaml = File.ReadAllText(Cluster("train.kubernetes.yaml"));
        var line = Regex.Match(yaml, "args: \\['(.+)'\\]").Groups[1].Value.Replace("/run/oft/", folder.Path + "/", StringComparison.Ordinal);
        Assert.Equal(yaml.Split('\n').Single(x => x.Contains("WORLD_SIZE,", StringComparison.Ordinal)).Split('"')[1], Regex.Match(yaml, "completions: (\\d+)").Groups[1].Value);
        SmallTraining.Recipe(folder, steps: 2);
        var port = (20000 + Environment.ProcessId % 20000).ToString(CultureInfo.InvariantCulture);
        var pods = await Task.WhenAll(Enumerable.Range(0, 2).Select(index => Task.Run(() => Bash(["-c", line], ("JOB_COMPLETION_INDEX", $"{index}"), ("WORLD_SIZE", "2"), ("MASTER_ADDR", "127.0.0.1"), ("MASTER_PORT", port), ("OFT_THREADS", "1")))));
        Assert.All(pods, pod => Assert.True(pod.Status == 0, pod.Text));
        Assert.Equal(2, TrainingCheckpoint.Newest(folder["train"])!.Facts.Step);
    }

    private void Stand(string name, string script)
    {
        File.WriteAllText(folder[name], $"#!/usr/bin/env bash\n{script}\n");
        using var chmod = Process.Start("chmod", ["+x", folder[name]]);
        chmod.WaitForExit();
    }

    private (int Status, string Text) Bash(string[] arguments, params (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo("bash", arguments) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = Need.Root };
        start.Environment["PATH"] = $"{folder.Path}:{start.Environment["PATH"]}";
        foreach (var (name, value) in environment) start.Environment[name] = value;
        using var process = Process.Start(start)!;
        var said = process.StandardError.ReadToEndAsync();
        var text = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, text + said.Result);
    }
}
