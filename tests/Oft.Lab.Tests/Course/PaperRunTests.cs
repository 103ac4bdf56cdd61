using Oft.Aloha.Wire.Serving;
using Oft.Contracts;
using Oft.Evaluation.Episodes;
using Oft.Lab.Course;
using Oft.Lab.Runs;
using Oft.Model;
using Oft.Model.Baselines;
using Oft.Model.Inputs;
using Oft.Model.Weights;
using Oft.Simulation.Libero.Catalog;

namespace Oft.Lab.Tests.Course;

/// <summary>The full profile's way through a row of the tables, on small folders of the published layout and LIBERO's own files.</summary>
public sealed class PaperRunTests : IDisposable
{
    private static readonly EpisodeSettings few = EpisodeSettings.Libero with { WaitSteps = 1, StepLimit = 4 };
    private readonly TemporaryFolder folder = new();
    // One for all: a suite of LIBERO reads all its files once.
    private static readonly Lab lab = Lab.Open("paper-run", 7, Profile.Full);

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("libero", "OpenVLA (fine-tuned)")]
    [InlineData("libero", "OpenVLA-OFT")]
    [InlineData("libero-ablations", "with FiLM")]
    [InlineData("libero-diffusion-steps", "2 test steps")]
    public void A_row_runs_a_folder_of_the_published_layout(string table, string row)
    {
        var run = PaperRuns.Find(table, row);
        var oneView = run.Robot.Views.Count == 1;
        RandomCheckpoint.Write(folder["checkpoint"], OftConfig.Tiny with { Robot = run.Robot, Head = run.Head ?? ActionHead.L1Regression, Proprio = !oneView, Film = row == "with FiLM" }, seed: 7);
        File.Delete(folder["checkpoint/oft.json"]);

        RunsOneEpisode(table, row, folder["checkpoint"]);
    }

    [Fact]
    public void Baselines_run_from_their_folder()
    {
        var config = new BaselineConfig { Kind = BaselineKind.DiffusionPolicy, Robot = RobotSpec.Libero };
        using (var model = Baseline.Of(config)) BaselineFolder.Write(folder["baseline"], model, new SaveOptions { Statistics = RandomCheckpoint.UnitStatistics(config.Robot), Files = new Dictionary<string, byte[]> { ["tokenizer.json"] = TinyTokenizer.Json() } });

        RunsOneEpisode("libero", "Diffusion Policy (scratch)", folder["baseline"]);
    }

    [Fact]
    public async Task What_is_served_is_asked_over_its_wire()
    {
        var tiny = Lab.Open("paper-run", 7, Profile.Tiny);
        using var policy = tiny.RandomPolicy(config => config with { Robot = RobotSpec.Libero });
        await using var server = await PolicyServer.Start(policy, RobotSpec.Libero, new ServeSettings { Port = 0 }, cancellation: TestContext.Current.CancellationToken);

        RunsOneEpisode("libero", "π0 (fine-tuned)", $"ws://{server.Address.Authority}/");
    }

    [Fact]
    public void A_row_without_what_it_needs_says_how_it_comes()
    {
        Assert.Contains("stands as quoted", Assert.Throws<LabException>(() => lab.RunRow("libero", "Octo (fine-tuned)", "goal", 1)).Message);
        Assert.Contains("ws://HOST:PORT", Assert.Throws<LabException>(() => lab.RunRow("libero", "π0 (fine-tuned)", "goal", 1)).Message);
        Assert.Contains("oft fetch oft-libero-goal", Assert.Throws<LabException>(() => lab.RunRow("libero", "OpenVLA-OFT", "goal", 1)).Message);
        Assert.Contains("oft train --like libero-l1", Assert.Throws<LabException>(() => lab.RunRow("libero", "OpenVLA + PD&AC, L1", "goal", 1)).Message);
        Assert.Contains("expected one of", Assert.Throws<LabException>(() => lab.RunRow("libero", "nobody", "goal", 1)).Message);
    }

    [Fact]
    public void Every_row_of_every_table_of_success_is_run_or_quoted_with_a_reason()
    {
        foreach (var table in (string[])["libero", "libero-average", "libero-ablations", "libero-diffusion-steps", "libero-rerun", "aloha", "aloha-language", "bridge"])
            foreach (var row in lab.Shelf.PaperTable(table).Rows)
                Assert.NotEmpty(PaperRuns.Find(table, row.Name).HowTo);
        Assert.All(PaperRuns.All.Where(run => run.Tiny is not null), run => Assert.True(File.Exists(Path.Combine(Checkout.Root, "data-manifests", "checkpoints", run.Tiny!, "recipe.json")), run.Tiny));
    }

    private void RunsOneEpisode(string table, string row, string place)
    {
        Environment.SetEnvironmentVariable("OFT_LIBERO", LiberoFiles.Libero);
        Environment.SetEnvironmentVariable("OFT_ROBOSUITE", LiberoFiles.Robosuite);
        var ledger = lab.RunRow(table, row, "goal", 1, place, [LiberoSuites.Tasks("libero_goal")[8]], few, folder["ledger"]);

        Assert.Equal("LIBERO, native", ledger.Conditions.Benchmark);
        Assert.True(ledger is { Errors: 0, Rate.Trials: 1 }, string.Join("; ", ledger.Records.SelectMany(record => record.Errors)));
    }
}
