using System.Text.Json;
using Oft.Evaluation.Statistics;
using Oft.Evaluation.Tables;

namespace Oft.Evaluation.Tests.Tables;

public class PaperTableTests
{
    private const string official = "LIBERO, official", native = "LIBERO, native";

    private static string Folder => Path.Combine(Need.Root, "data-manifests", "paper");

    public static TheoryData<string> Names => [.. Directory.GetFiles(Folder, "*.json").Select(Path.GetFileNameWithoutExtension).Where(name => name != "schema").Select(name => name!).Order()];

    // Every table of the paper, and the re-run by others, by the file that quotes it.
    [Fact]
    public void Every_table_has_its_manifest() =>
        Assert.Equal(["aloha", "aloha-efficiency", "aloha-language", "bridge", "libero", "libero-ablations", "libero-average", "libero-diffusion-steps", "libero-efficiency", "libero-rerun", "training"], Names.Select(row => row.Data));

    [Theory]
    [MemberData(nameof(Names))]
    public void A_manifest_follows_the_schema_and_is_read_whole(string name)
    {
        using var schema = JsonDocument.Parse(File.ReadAllText(Path.Combine(Folder, "schema.json")));
        using var document = JsonDocument.Parse(File.ReadAllText(Path.Combine(Folder, name + ".json")));
        Assert.Empty(JsonSchema.Faults(schema.RootElement, document.RootElement));

        var table = Open(name);
        Assert.Equal(name, table.Name);
        Assert.All(table.Cells.Where(cell => cell.Paper is not null && table.Unit is "percent" or "points"), cell => Assert.InRange(cell.Paper ?? 0, 0, 100));
        Assert.All(table.Columns, column => Assert.Contains(table.Rows, row => row.Values.GetValueOrDefault(column.Name) is not null));
    }

    // An average in the source is the mean of its suites, up to a rounding of 0.05 on each side; a slip of the pen in one figure would be larger.
    [Theory]
    [InlineData("libero")]
    [InlineData("libero-ablations")]
    [InlineData("libero-rerun")]
    public void The_average_of_a_row_is_the_mean_of_its_suites(string name)
    {
        foreach (var row in Open(name).Rows.Where(row => row.Values.Values.All(value => value is not null)))
            Assert.Equal(row.Values["average"]!.Value, row.Values.Where(cell => cell.Key != "average").Average(cell => cell.Value!.Value), tolerance: 0.1 + 1e-9);
    }

    [Fact]
    public void The_table_of_averages_is_the_last_column_of_the_large_one()
    {
        var large = Open("libero").Rows.Where(row => row.Values["average"] is not null).Select(row => (row.Name, row.Values["average"]));
        Assert.Equal(large, Open("libero-average").Rows.Select(row => (row.Name, row.Values["average"])));
    }

    // Actions per second are chunk over latency: the two columns of a row check each other.
    [Theory]
    [InlineData("libero-efficiency")]
    [InlineData("aloha-efficiency")]
    public void Throughput_is_chunk_over_latency(string name)
    {
        foreach (var row in Open(name).Rows)
        {
            var (rate, latency) = (row.Values["throughput"]!.Value, row.Values["latency"]!.Value);
            var actions = row.Group!.Contains("chunk of ") ? double.Parse(row.Group![^2..]) : 1;
            Assert.Equal(actions / latency, rate, tolerance: 0.01 * rate + 0.05);           // latencies are printed with two to four digits
        }
    }

    [Fact]
    public void A_cell_shows_measured_interval_n_paper_and_verdict()
    {
        var table = Open("libero-average").Measure("OpenVLA-OFT", "average", 485, 500, official);
        Assert.Equal("97.0 (95.1–98.2), n = 500 · paper 97.1 · inside", Cell(table, "OpenVLA-OFT", "average").ToString());
        Assert.Equal("paper 94.2", Cell(table, "π0 (fine-tuned)", "average").ToString());
    }

    [Theory]
    [InlineData(1895, 2000, official, false, Verdict.Outside)]          // 94.8 against 97.1
    [InlineData(1935, 2000, native, false, Verdict.Inside)]             // 96.8
    [InlineData(1942, 2000, "mini-LIBERO", false, Verdict.NotComparable)]
    [InlineData(1942, 2000, official, true, Verdict.NotComparable)]
    [InlineData(10, 10, official, false, Verdict.Inside)]               // not contradicted, and n says how little that is
    public void The_verdict_depends_on_the_count_and_the_benchmark(int successes, int trials, string benchmark, bool tiny, Verdict expected)
    {
        var table = Open("libero-average").Measure("OpenVLA-OFT", "average", successes, trials, benchmark, tiny);
        Assert.Equal(expected, Cell(table, "OpenVLA-OFT", "average").Verdict);
    }

    [Fact]
    public void The_re_run_of_the_joint_checkpoint_is_inside_and_2000_episodes_are_inside_from_95_7_to_97_9()
    {
        var table = Open("libero-rerun");
        var inside = Enumerable.Range(1800, 201).Where(successes => Cell(table.Measure("OpenVLA-OFT, joint checkpoint", "average", successes, 2000, official), "OpenVLA-OFT, joint checkpoint", "average").Verdict == Verdict.Inside).ToList();
        // The reference gives 95.7 to 97.9 by the normal approximation around 96.8; Newcombe's interval agrees within 0.4 points.
        Assert.InRange(inside.Min() / 20.0, 95.3, 95.9);
        Assert.InRange(inside.Max() / 20.0, 97.5, 97.9);
    }

    [Fact]
    public void Of_faithful_reproductions_about_one_in_twenty_is_outside()
    {
        var random = new Random(71);
        int Draw() => Enumerable.Range(0, 500).Count(_ => random.NextDouble() < 0.9);
        using var folder = new TemporaryFolder();
        var outside = 0;
        const int runs = 2000;
        var text = File.ReadAllText(Path.Combine(Folder, "libero-diffusion-steps.json"));
        for (var published = 0; published < 40; published++)
        {
            File.WriteAllText(folder["table.json"], text.Replace("91.1", FormattableString.Invariant($"{Draw() / 5.0:0.0}")));
            var table = PaperTable.Read(folder["table.json"]);
            for (var run = 0; run < runs / 40; run++)
                if (Cell(table.Measure("50 test steps", "long", Draw(), 500, official), "50 test steps", "long").Verdict == Verdict.Outside) outside++;
        }
        Assert.InRange(outside / (double)runs, 0.015, 0.10);            // forty published tables are shared by fifty runs each, so the spread is wide
    }

    [Fact]
    public void Unknown_names_are_answered_with_the_known_ones()
    {
        var table = Open("libero-average");
        Assert.Contains("π0 (fine-tuned)", Assert.Throws<ArgumentException>(() => table.Measure("openvla", "average", 1, 2, official)).Message);
        Assert.Contains("columns: average", Assert.Throws<ArgumentException>(() => table.Measure("OpenVLA-OFT", "spatial", 1, 2, official)).Message);
        Assert.Contains("give it a measured mean", Assert.Throws<ArgumentException>(() => Open("aloha").Measure("ACT", "pot", 1, 2, "ALOHA")).Message);
    }

    [Theory]
    [InlineData("\"unit\": \"percent\"", "\"unit\": \"percent\", \"colour\": 1", "colour")]
    [InlineData("\"average\": 72.4", "\"averge\": 72.4", "averge")]
    [InlineData("\"quantity\": \"success rate\"", "\"quantity\": 3", "quantity")]
    [InlineData("Octo (fine-tuned)", "OpenVLA-OFT", "different names")]
    public void A_file_that_is_no_such_table_is_named(string from, string to, string reason)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["bad.json"], File.ReadAllText(Path.Combine(Folder, "libero-average.json")).Replace(from, to));
        Assert.Contains(reason, Assert.Throws<InvalidDataException>(() => PaperTable.Read(folder["bad.json"])).Message);
    }

    [Fact]
    public void Text_Markdown_CSV_and_LaTeX_say_the_same()
    {
        var table = Open("libero").Measure("π0 (fine-tuned)", "goal", 470, 500, native);
        const string shown = "94.0 (91.6–95.8), n = 500";
        Assert.Contains($"{shown} · paper 95.8 · inside", PaperTableText.ToText(table));
        Assert.Contains($"| π0 (fine-tuned) | paper 96.8 | paper 98.8 | {shown} · paper 95.8 · inside |", PaperTableText.ToMarkdown(table));
        Assert.Contains("π0 (fine-tuned),goal,95.8,94,91.5639,95.7652,500,\"LIBERO, native\",inside\r\n", PaperTableText.ToCsv(table));
        Assert.Contains("$\\pi$0 (fine-tuned) & 96.8 & 98.8 & 95.8 & 85.2 & 94.2 \\\\", PaperTableText.ToLatex(table));
        Assert.Contains("\\quad measured &  &  & 94.0 (91.6--95.8), n = 500, inside &  &  \\\\", PaperTableText.ToLatex(table));
        Assert.Contains("OpenVLA + PD\\&AC, L1", PaperTableText.ToLatex(table));
    }

    private static PaperTable Open(string name) => PaperTable.Read(Path.Combine(Folder, name + ".json"));

    private static PaperCell Cell(PaperTable table, string row, string column) => table.Cell(table.Rows.Single(known => known.Name == row), table.Columns.Single(known => known.Name == column));
}
