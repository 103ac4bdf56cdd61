using Oft.Lab.Verification;

namespace Oft.Lab.Tests.Verification;

public sealed class VerifyRunTests : IDisposable
{
    private const string Group = """{"name":"g","check":"double","index":"cases.json","cases_at":"/*","cases":2,"equality":{"abs":0.1}}""";
    private readonly TemporaryFolder folder = new();
    private readonly List<string> lines = [];

    public VerifyRunTests() => File.WriteAllText(folder["cases.json"], """{"two":{"x":2,"twice":4},"three":{"x":3,"twice":6.05}}""");

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_folder_that_agrees_is_green_and_says_how_near_the_tolerance_it_came()
    {
        Assert.Equal(0, Run(Group));
        Assert.StartsWith("ok    g  2 cases  largest 0.05 of 0.1 (twice)", lines[1]);
        Assert.Equal("2 checked, 0 failed, 0 skipped", lines[^1]);
    }

    [Theory]
    [InlineData("\"cases\":2", "\"cases\":3", "states 3 cases; cases.json has 2")]
    [InlineData("\"double\"", "\"halve\"", "check 'halve' is not known")]
    [InlineData("{\"abs\":0.1}", "{\"abs\":0.01}", "twice: 0.05 is over 0.01")]
    [InlineData("{\"abs\":0.1}", "\"exact\"", "1 of 1 numbers differ")]
    [InlineData("{\"abs\":0.1}", "\"roughly\"", "equality 'roughly' is not known")]
    [InlineData("{\"abs\":0.1}", "{\"about\":1}", "a member 'about' that is not known")]
    [InlineData("{\"abs\":0.1}", "{\"by\":{\"thrice\":\"exact\"}}", "says nothing of 'twice'")]
    [InlineData("cases.json", "absent.json", "absent.json")]
    [InlineData("\"/*\"", "\"/four/*\"", "there is no 'four'")]
    [InlineData("\"double\"", "\"throws\"", "NotSupportedException: on purpose")]
    [InlineData("\"double\"", "\"compares nothing\"", "nothing was compared")]
    public void Whatever_is_not_as_stated_is_a_failure_that_names_it(string known, string changed, string message)
    {
        Assert.Equal(1, Run(Group.Replace(known, changed)));
        Assert.Contains(lines, x => x.Contains(message));
        Assert.DoesNotContain(" 0 failed", lines[^1]);
    }

    [Theory]
    [InlineData("""{"layout":"unheard","version":1}""", "layout 'unheard' is not known")]
    [InlineData("""{"layout":"arithmetic","version":2}""", "version 2; known: 1")]
    [InlineData("""{"version":1}""", "it names no layout")]
    [InlineData("""{"layout":""", "JsonReaderException")]
    public void An_unknown_layout_or_version_fails_by_name(string json, string message)
    {
        File.WriteAllText(folder["verify.json"], json);

        Assert.Equal(1, Check(VerifyNeeds.None));
        Assert.Contains(lines, x => x.Contains(message));
        Assert.Equal("0 checked, 1 failed, 0 skipped", lines[^1]);
    }

    [Fact]
    public void A_folder_without_any_verify_json_is_not_green()
    {
        Assert.Equal(1, Check(VerifyNeeds.None));
        Assert.Contains("there is no verify.json", lines[0]);
    }

    [Fact]
    public void A_missing_need_skips_its_group_with_the_reason_and_the_exit_status_says_so()
    {
        const string needs = """{"thing":{"option":"--thing","environment":"OFT_NO_SUCH_THING","contains":["inside"]}}""";
        var needy = Group.Replace("\"cases\":2", "\"cases\":2,\"needs\":[\"thing\"]");

        Assert.Equal(1, Run($"{Group},{needy}", needs));
        Assert.Contains("skip  g  2 cases  thing: give --thing or set OFT_NO_SUCH_THING", lines);
        Assert.Equal("2 checked, 0 failed, 2 skipped", lines[^1]);

        Directory.CreateDirectory(folder["there/inside"]);
        Assert.Equal(0, Run($"{Group},{needy}", needs, new(new Dictionary<string, string> { ["--thing"] = folder["there"] })));
        Assert.Equal("4 checked, 0 failed, 0 skipped", lines[^1]);
    }

    [Fact]
    public void A_group_for_another_version_is_not_counted()
    {
        Assert.Equal(0, Run($"{Group},{Group.Replace("\"cases\":2", "\"cases\":2,\"when\":{\"abacus\":[\"2.2\",\"4\"]}")}"));
        Assert.Contains("-     g  holds for abacus 2.2, 4; here it is 3.1.4", lines);
        Assert.Equal(0, Run(Group.Replace("\"cases\":2", "\"cases\":2,\"when\":{\"abacus\":\"3.1\"}")));
        Assert.Equal("2 checked, 0 failed, 0 skipped", lines[^1]);
        Assert.Equal(1, Run(Group.Replace("\"cases\":2", "\"cases\":2,\"when\":{\"slide rule\":\"3.1\"}")));
    }

    [Fact]
    public void What_is_optional_may_be_missing_and_what_is_not_may_not()
    {
        var other = Group.Replace("\"double\"", "\"not offered\"");

        Assert.Equal(0, Run($"{Group},{other.Replace("\"cases\":2", "\"cases\":2,\"optional\":true")}"));
        Assert.Equal(0, Run($"{Group},{other.Replace("\"cases\":2", "\"cases\":2,\"optional_cases\":[\"two\",\"three\"]")}"));
        Assert.Equal("2 checked, 0 failed, 0 skipped", lines[^1]);
        Assert.Equal(1, Run(other));
    }

    [Fact]
    public void Compressed_indexes_and_lines_are_read_like_plain_ones()
    {
        File.WriteAllText(folder["cases.jsonl"], "{\"name\":\"two\",\"x\":2,\"twice\":4}\n{\"name\":\"five\",\"x\":5,\"twice\":11}\n");

        Assert.Equal(1, Run(Group.Replace("cases.json", "cases.jsonl")));
        Assert.Contains(lines, x => x.Contains("five: twice: 1 is over 0.1"));
    }

    private int Run(string groups, string needs = "{}", VerifyNeeds? given = null)
    {
        File.WriteAllText(folder["verify.json"], $$"""{"layout":"arithmetic","version":1,"title":"t","needs":{{needs}},"groups":[{{groups}}]}""");
        return Check(given ?? VerifyNeeds.None);
    }

    private int Check(VerifyNeeds needs)
    {
        lines.Clear();
        return new VerifyRun([new Arithmetic()], needs, lines.Add).Run(folder.Path);
    }

    private sealed class Arithmetic : GroupedLayout
    {
        public Arithmetic()
        {
            Each("double", (one, report) => report.Numbers<double>("twice", [one.Value.GetProperty("twice").GetDouble()], [2 * one.Value.GetProperty("x").GetDouble()]));
            Each("throws", (_, _) => throw new NotSupportedException("on purpose"));
            Each("compares nothing", (_, _) => { });
            Each("not offered", (_, _) => throw new NotOfferedException("not here"));
            Version("abacus", () => "3.1.4");
        }

        public override string Name => "arithmetic";
    }
}
