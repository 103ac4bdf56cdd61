using System.Diagnostics;
using System.Text.Json;
using Oft.Aloha.Wire.Serving;
using Oft.Contracts;
using Oft.Evaluation.Ledgers;

namespace Oft.Lab.Tests.LiberoOfficial;

/// <summary>The Python client of the official LIBERO against our server, with a stand-in for LIBERO's package.</summary>
public sealed class ClientTests
{
    private static string StandIn => Path.Combine(Need.Root, "tests", "Oft.Lab.Tests", "LiberoOfficial", "stand-in");

    [Fact]
    public async Task It_steps_the_environment_asks_over_act_and_writes_our_ledger()
    {
        var python = ((string[])[Environment.GetEnvironmentVariable("OFT_PYTHON") ?? "", "/usr/bin/python3", "python3"]).FirstOrDefault(CanRun) ?? "";
        if (python == "") Need.Missing("no python3 here imports numpy and requests (Debian: python3-numpy, python3-requests; OFT_PYTHON names another)");
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder["bddl_files/spatial"]);
        foreach (var task in (int[])[0, 1]) File.WriteAllText(folder[$"bddl_files/spatial/put_{task}.bddl"], $"(define {task})");
        var policy = new Watching();
        await using var server = await PolicyServer.Start(policy, RobotSpec.Libero, new() { Port = 0, Facts = new Dictionary<string, string> { ["policy"] = "watching", ["weights"] = "abc", ["recipe"] = "def", ["kit"] = "k" } });
        string[] arguments = [Path.Combine(Need.Root, "environment", "libero-official", "client.py"), "libero_spatial", "--server", server.Address.ToString().TrimEnd('/'), "--out", folder["ledger.jsonl"], "--episodes", "3", "--step-limit", "16"];

        var (status, text) = Run(python, folder.Path, arguments);
        Assert.True(status == 0, text);
        var ledger = Ledger.Read(folder["ledger.jsonl"]);
        Assert.Equal(("LIBERO, official", "libero_spatial", "watching", "abc", "def", "k"), (ledger.Conditions.Benchmark, ledger.Conditions.Suite, ledger.Conditions.Policy, ledger.Conditions.Weights, ledger.Conditions.Recipe, ledger.Conditions.Kit));
        Assert.Equal(6, ledger.Records.Count);
        // Episode 1 of task 0 breaks twice; episode 2 never ends; the others are solved by their eleventh action.
        Assert.Equal([EpisodeOutcome.Success, EpisodeOutcome.Error, EpisodeOutcome.Failure, EpisodeOutcome.Success, EpisodeOutcome.Success, EpisodeOutcome.Success], ledger.Records.Select(record => record.Outcome));
        Assert.Equal([11, 0, 16, 11, 11, 11], ledger.Records.Select(record => record.Steps));
        Assert.Equal([2, 0, 2, 2, 2, 2], ledger.Records.Select(record => record.Chunks));
        Assert.Equal(2, ledger.Records[1].Errors.Count);
        Assert.Contains("the physics blew up", ledger.Records[1].Errors[0]);

        Assert.Equal("put the bowl at place 0", policy.Seen[0].Sentence);
        Assert.All(policy.Seen, seen => Assert.Equal([1, 2, 3], seen.Views[0].Rgb[^3..].ToArray()));
        Assert.All(policy.Seen, seen => Assert.Equal([4, 5, 6], seen.Views[1].Rgb[^3..].ToArray()));
        Assert.Equal([0, 0.25, 10, 1.2091995761561452, 1.2091995761561452, 1.2091995761561452, 0.04, -0.04], policy.Seen[0].Proprio.ToArray(), Close);

        var log = File.ReadAllLines(folder["log.jsonl"]).Select(line => JsonDocument.Parse(line).RootElement).ToList();
        Assert.Equal(0, log.First(x => x[0].GetString() == "seed")[1].GetInt32());
        var steps = log.Where(x => x[0].GetString() == "step").Select(x => x[1].EnumerateArray().Select(y => y.GetDouble()).ToArray()).ToList();
        Assert.All(steps.Take(10), rest => Assert.Equal([0, 0, 0, 0, 0, 0, -1], rest));
        Assert.Equal([0.5, 0, 0, 0, 0, 0, -1], steps[10]);                          // gripper 1, open, is LIBERO's -1
        Assert.Equal([0.5, 0, 0, 0, 0, 0, 1], steps[11]);                           // gripper 0, closed, is its 1

        var lines = File.ReadAllLines(folder["ledger.jsonl"]);
        var asked = policy.Seen.Count;
        File.WriteAllText(folder["ledger.jsonl"], string.Join('\n', lines[..^1]) + "\n{\"task\": \"put_1\", \"ini");
        var (again, more) = Run(python, folder.Path, arguments);
        Assert.True(again == 0, more);
        Assert.Equal(asked + 2, policy.Seen.Count);                                 // only the torn episode is run again
        Assert.Equal(6, Ledger.Read(folder["ledger.jsonl"]).Records.Count);

        var (other, refusal) = Run(python, folder.Path, [.. arguments, "--executed", "4"]);
        Assert.NotEqual(0, other);
        Assert.Contains("begun under other conditions", refusal);
    }

    private static bool CanRun(string python)
    {
        try
        {
            return python != "" && Run(python, "", ["-c", "import numpy, requests"]).Status == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }

    private static bool Close(double x, double y) => Math.Abs(x - y) < 1e-12;

    private static (int Status, string Text) Run(string python, string standIn, string[] arguments)
    {
        var start = new ProcessStartInfo(python) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        (start.Environment["PYTHONPATH"], start.Environment["STAND_IN"], start.Environment["PYTHONDONTWRITEBYTECODE"]) = (StandIn, standIn, "1");
        start.Environment.Remove("OFT_TOKEN");
        using var process = Process.Start(start)!;
        var said = process.StandardError.ReadToEndAsync();
        var text = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, text + said.GetAwaiter().GetResult());
    }

    private sealed class Watching : IPolicy
    {
        public List<Observation> Seen { get; } = [];

        public ActionChunk Act(Observation observation)
        {
            Seen.Add(observation with { Views = [.. observation.Views.Select(view => new CameraImage(view.Name, view.Width, view.Height, view.Rgb.ToArray()))] });
            return new ActionChunk(8, 7, Enumerable.Range(0, 56).Select(i => i % 7 == 0 ? 0.5 : i % 7 == 6 ? 1 - i / 7 % 2 : 0.0).ToArray());
        }
    }
}
