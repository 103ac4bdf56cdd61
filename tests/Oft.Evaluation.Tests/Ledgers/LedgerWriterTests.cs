using System.Text;
using Oft.Contracts;
using Oft.Evaluation.Ledgers;
using Oft.Evaluation.Tests.Worlds;

namespace Oft.Evaluation.Tests.Ledgers;

public class LedgerWriterTests
{
    [Fact]
    public void A_run_cut_off_anywhere_continues_to_the_undisturbed_ledger()
    {
        using var folder = new TemporaryFolder();
        var suite = new LineSuite();
        var whole = suite.Run(folder["whole"]).Records.Select(record => record.Timeless()).ToList();
        var bytes = File.ReadAllBytes(folder["whole"]);
        var header = Array.IndexOf(bytes, (byte)'\n') + 1;

        // Cuts in the header, around its end, in the first episode, and far apart in the rest.
        var cuts = Range(0, header - 4, 97).Concat(Range(header - 4, header + 4, 1)).Concat(Range(header + 4, header + 350, 9)).Concat(Range(header + 350, bytes.Length, 149)).Append(bytes.Length - 1);
        foreach (var cut in cuts)
        {
            File.WriteAllBytes(folder["cut"], bytes[..cut]);
            var resumed = suite.Run(folder["cut"]);
            Assert.Equal(whole, resumed.Records.Select(record => record.Timeless()));
        }
    }

    private static IEnumerable<int> Range(int from, int to, int step) => Enumerable.Range(0, (to - from + step - 1) / step).Select(i => from + i * step);

    [Fact]
    public void What_stood_in_the_ledger_is_not_run_again()
    {
        using var folder = new TemporaryFolder();
        var suite = new LineSuite();
        var first = suite.Run(folder["run"], enough: Counted(5));
        var bytes = File.ReadAllBytes(folder["run"]);
        suite.Run(folder["run"]);
        Assert.Equal(5, first.Records.Count);
        Assert.Equal(bytes, File.ReadAllBytes(folder["run"])[..bytes.Length]);
    }

    [Fact]
    public void An_episode_is_on_disk_before_the_next_one_starts()
    {
        using var folder = new TemporaryFolder();
        List<int> lines = [];
        var suite = new LineSuite { Opens = task => new Counting(new LineWorld(25, task), () => lines.Add(File.ReadLines(folder["run"]).Count())) };
        suite.Run(folder["run"]);
        Assert.Equal(Enumerable.Range(1, 24), lines);       // the header, then one line more at every reset
    }

    [Fact]
    public void A_ledger_is_only_continued_under_its_own_conditions_and_the_error_names_what_differs()
    {
        using var folder = new TemporaryFolder();
        new LineSuite().Run(folder["run"]);
        var other = new LineSuite { Files = new Dictionary<string, string> { ["scene"] = "bb22" } };
        var refused = Assert.Throws<LedgerException>(() => LedgerWriter.Open(folder["run"], other.Conditions(policy: "bold")));
        Assert.Contains("policy: 'careless' and 'bold'", refused.Message);
        Assert.Contains("world_files.scene: 'aa11' and 'bb22'", refused.Message);
    }

    [Fact]
    public void Two_processes_do_not_write_one_ledger_and_a_reader_is_not_in_the_way()
    {
        using var folder = new TemporaryFolder();
        using (var first = LedgerWriter.Open(folder["run"], new LineSuite().Conditions()))
        {
            Assert.Contains("another process", Assert.Throws<LedgerException>(() => LedgerWriter.Open(folder["run"], new LineSuite().Conditions())).Message);
            Assert.Empty(Ledger.Read(folder["run"]).Records);
        }
        LedgerWriter.Open(folder["run"], new LineSuite().Conditions()).Dispose();
        Assert.Equal(["run"], Directory.EnumerateFiles(folder.Path).Select(Path.GetFileName));
    }

    [Fact]
    public void An_episode_is_never_written_twice()
    {
        using var folder = new TemporaryFolder();
        using var ledger = LedgerWriter.Open(folder["run"], new LineSuite().Conditions());
        var record = Record(ledger.Id);
        ledger.Append(record);
        Assert.Throws<LedgerException>(() => ledger.Append(record));
        Assert.Single(Ledger.Read(folder["run"]).Records);
    }

    [Fact]
    public void What_is_written_is_read_back_whole()
    {
        using var folder = new TemporaryFolder();
        EpisodeRecord record;
        using (var ledger = LedgerWriter.Open(folder["run"], new LineSuite().Conditions()))
            ledger.Append(record = Record(ledger.Id) with { Outcome = EpisodeOutcome.Error, Errors = ["IOException: \"lost\"\nand gone", "ü"], Seed = ulong.MaxValue });
        var read = Assert.Single(Ledger.Read(folder["run"]).Records);
        Assert.Equal(record.Errors, read.Errors);
        Assert.Equal(record with { Errors = [] }, read with { Errors = [] });
        Assert.Equal(new LineSuite().Conditions().Fields(), Ledger.Read(folder["run"]).Conditions.Fields());
    }

    public static TheoryData<string, string> Broken => new()
    {
        { "no whole line", "" },
        { "expected a header", "{}\n" },
        { "expected a header", "hello\n" },
        { "expected a header", "null\n" },
        { "line of at most", new string('x', (1 << 20) + 1) },
        { "could not be mapped", "HEADER\n{\"colour\":\"red\"}\n" },
        { "expected an episode", "HEADER\n[1,2]\n" },
        { "expected conditions", "HEADER\n" + LedgerLine("ffff") + "\n" },
        { "is there twice", "HEADER\nLINE\nLINE\n" },
        { "is no episode of this run", "HEADER\n" + LedgerLine("ID").Replace("\"initial_state\":2", "\"initial_state\":8") + "\n" },
        { "was changed", "CHANGED\nLINE\n" },
    };

    [Theory]
    [MemberData(nameof(Broken))]
    public void A_file_that_is_no_ledger_is_named_with_its_line(string expected, string text)
    {
        using var folder = new TemporaryFolder();
        var conditions = new LineSuite().Conditions();
        LedgerWriter.Open(folder["good"], conditions).Dispose();
        var header = File.ReadAllText(folder["good"]).TrimEnd('\n');
        var line = LedgerLine(conditions.Id);
        File.WriteAllText(folder["bad"], text.Replace("HEADER", header).Replace("CHANGED", header.Replace("careless", "flawless")).Replace("LINE", line).Replace("\"ID\"", $"\"{conditions.Id}\""));
        var refused = Assert.Throws<LedgerException>(() => Ledger.Read(folder["bad"]));
        Assert.Contains(expected, refused.Message);
        Assert.Contains(folder["bad"], refused.Message);
    }

    [Fact]
    public void Of_two_thousand_mutated_ledgers_none_does_worse_than_a_named_error()
    {
        using var folder = new TemporaryFolder();
        new LineSuite().Run(folder["run"]);
        var good = File.ReadAllBytes(folder["run"]);
        var random = new Random(61);
        var refused = 0;
        for (var i = 0; i < 2000; i++)
        {
            var bytes = (byte[])good.Clone();
            for (var change = random.Next(1, 4); change > 0; change--) bytes[random.Next(bytes.Length)] = Encoding.ASCII.GetBytes("{}[]\",:0\n9-enullx")[random.Next(17)];
            File.WriteAllBytes(folder["mutant"], bytes);
            try
            {
                Ledger.Read(folder["mutant"]);
            }
            catch (LedgerException)
            {
                refused++;
            }
        }
        Assert.True(refused > 1000, $"{refused} of 2000 were refused");
    }

    private static string LedgerLine(string id) => $$"""{"task":"find the spot","initial_state":2,"seed":5,"sentence":"go","outcome":"success","steps":9,"chunks":3,"errors":[],"conditions":"{{id}}","seconds":0.5,"policy_seconds":0.1,"at":"2026-01-02T03:04:05+00:00"}""";

    private static EpisodeRecord Record(string id) => new()
    {
        Task = "find the spot", InitialState = 2, Seed = 5, Sentence = "go", Outcome = EpisodeOutcome.Success, Steps = 9, Chunks = 3,
        Errors = [], Conditions = id, Seconds = 0.5, PolicySeconds = 0.1, At = new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero),
    };

    private static Func<EpisodeRecord, bool> Counted(int episodes) => _ => --episodes == 0;

    private sealed class Counting(LineWorld world, Action reset) : IWorld
    {
        public RobotSpec Robot => world.Robot;

        public string Sentence => world.Sentence;

        public int StepLimit => world.StepLimit;

        public bool Success => world.Success;

        public void Reset(int initialState, ulong seed)
        {
            reset();
            world.Reset(initialState, seed);
        }

        public void Step(ReadOnlySpan<double> action) => world.Step(action);

        public Observation Observe() => world.Observe();

        public void Dispose() => world.Dispose();
    }
}
