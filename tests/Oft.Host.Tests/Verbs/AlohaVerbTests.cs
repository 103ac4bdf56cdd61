using System.CommandLine;
using Oft.Host.Verbs;

namespace Oft.Host.Tests.Verbs;

public sealed class AlohaVerbTests
{
    [Theory]
    [InlineData("run --sentence x --server nowhere", "nowhere")]
    [InlineData("simulate --master ftp://robot", "ftp://robot")]
    public void An_address_that_is_none_is_refused_by_name(string words, string value)
    {
        var parsed = AlohaVerb.Create().Parse(words);

        Assert.Contains(parsed.Errors, x => x.Message.Contains(value));
    }

    [Fact]
    public async Task A_real_robot_does_not_run_unattended() =>
        Assert.Equal(2, await AlohaVerb.Create().Parse("run --sentence x --unattended").InvokeAsync(cancellationToken: TestContext.Current.CancellationToken));

    [Fact]
    public async Task A_journal_that_is_none_is_refused()
    {
        using var folder = new TemporaryFolder();
        var file = Path.Combine(folder.Path, "x.journal");
        File.WriteAllText(file, "no journal at all");

        Assert.Equal(2, await AlohaVerb.Create().Parse(["recover", file, "--to", folder.Path]).InvokeAsync(cancellationToken: TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("check")]
    [InlineData("home")]
    [InlineData("stop")]
    [InlineData("operate")]
    public async Task A_verb_that_speaks_to_a_loop_explains_itself_where_none_runs(string verb) =>
        Assert.Equal(0, await new RootCommand { AlohaVerb.Create() }.Parse(["aloha", verb, "--help"]).InvokeAsync(cancellationToken: TestContext.Current.CancellationToken));
}
