using Oft.Contracts;
using Oft.Lab.Tables;
using Oft.Model;

namespace Oft.Lab.Course;

/// <summary>Every row of Tables I, II, III, X to XV and XVI: which of ours it is, or why it stands as quoted.</summary>
public static class PaperRuns
{
    private const string NotOurs = "its code and weights are no part of this kit, and no server protocol of its own is spoken here";
    private static readonly RobotSpec oneView = RobotSpec.Libero with { Views = [RobotSpec.Libero.Views[0]] };

    /// <summary>All rows.</summary>
    public static IReadOnlyList<PaperRun> All { get; } =
    [
        .. Of(["libero", "libero-average"],
            new("", "Diffusion Policy (scratch)") { Tiny = "tiny-diffusion-policy" },
            new("", "Octo (fine-tuned)") { Quoted = NotOurs }, new("", "DiT Policy (fine-tuned)") { Quoted = NotOurs },
            new("", "OpenVLA (fine-tuned)") { Tiny = "tiny-autoregressive", Recipe = "libero-openvla", Head = ActionHead.Autoregressive, Robot = oneView },
            new("", "OpenVLA + PD&AC") { Tiny = "tiny-parallel-chunk", Recipe = "libero-chunk", Head = ActionHead.ParallelChunk, Robot = oneView },
            new("", "OpenVLA + PD&AC, diffusion") { Tiny = "tiny-diffusion", Recipe = "libero-diffusion", Head = ActionHead.Diffusion, Robot = oneView },
            new("", "OpenVLA + PD&AC, L1") { Tiny = "tiny-l1", Recipe = "libero-l1", Head = ActionHead.L1Regression, Robot = oneView },
            new("", "MDT (100 % language)") { Quoted = NotOurs }, new("", "MDT (2 % language)") { Quoted = NotOurs }, new("", "Seer (scratch)") { Quoted = NotOurs }, new("", "Seer (pre-trained)") { Quoted = NotOurs },
            new("", "OpenVLA-OFT, unfiltered data") { Recipe = "libero-oft" },
            new("", "π0 + FAST (fine-tuned)") { Served = true }, new("", "π0 (fine-tuned)") { Served = true },
            new("", "OpenVLA-OFT") { Tiny = "tiny-oft", Published = suite => $"oft-libero-{(suite == "long" ? "10" : suite)}" }),
        .. Of(["libero-ablations"],
            new("", "one policy for all four suites") { Tiny = "tiny-oft", Published = _ => "oft-libero-all" },
            new("", "with FiLM") { Tiny = "tiny-oft-film", Recipe = "libero-oft-film" },
            new("", "without the robot pre-training") { Tiny = "tiny-oft-scratch", Recipe = "libero-oft" }),
        .. Of(["libero-diffusion-steps"], [.. new[] { 50, 10, 5, 2, 1 }.Select(steps =>
            new PaperRun("", $"{steps} test step{(steps == 1 ? "" : "s")}") { Tiny = steps == 50 ? "tiny-diffusion" : $"tiny-diffusion-steps-{steps}", Recipe = "libero-diffusion", Head = ActionHead.Diffusion, DiffusionSteps = steps, Robot = oneView })]),
        .. Of(["libero-rerun"], new PaperRun("", "OpenVLA-OFT, joint checkpoint") { Tiny = "tiny-oft", Published = _ => "oft-libero-all" }),
        .. Of(["aloha", "aloha-language"],
            new("", "ACT") { Robot = RobotSpec.Aloha }, new("", "Diffusion Policy") { Robot = RobotSpec.Aloha }, new("", "RDT-1B") { Quoted = NotOurs }, new("", "π0") { Served = true, Robot = RobotSpec.Aloha },
            new("", "OpenVLA-OFT without FiLM") { Tiny = "tiny-language-oft", Recipe = "aloha-oft", Robot = RobotSpec.Aloha },
            new("", "OpenVLA-OFT+") { Tiny = "tiny-language-film", Recipe = "aloha-oft-film", Robot = RobotSpec.Aloha }),
        .. Of(["bridge"],
            new("", "OpenVLA-OFT") { Quoted = "its tasks need a WidowX and somebody who scores them; the recipe is bridge-oft" },
            new("", "OpenVLA") { Quoted = "its tasks need a WidowX and somebody who scores them; the weights are openvla-7b" }),
    ];

    /// <summary>The rows of a table.</summary>
    public static IReadOnlyList<PaperRun> Of(string table) => [.. All.Where(run => run.Table == table)];

    /// <summary>One row.</summary>
    /// <exception cref="LabException">The table has no such row; the message lists all.</exception>
    public static PaperRun Find(string table, string row) => All.FirstOrDefault(run => run.Table == table && run.Row == row)
        ?? throw new LabException($"row '{row}' of '{table}': expected one of {string.Join("; ", Of(table).Select(run => run.Row))}.");

    /// <summary>What of a table is run, and how what is missing is filled.</summary>
    public static Table HowTo(string table) => Tables.Table.Of(Of(table), ("row", run => run.Row), ("tiny profile", run => run.Tiny ?? (run.Quoted is null ? "a folder of your own" : "–")), ("full profile", run => run.HowTo));

    private static IEnumerable<PaperRun> Of(IReadOnlyList<string> tables, params IReadOnlyList<PaperRun> rows) => tables.SelectMany(table => rows.Select(row => row with { Table = table }));
}
