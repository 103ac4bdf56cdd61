using System.Diagnostics;
using Oft.Aloha.Control;

namespace Oft.Aloha.Tests.Control;

public class OperatorLinkTests
{
    [Fact]
    public void The_operators_words_are_commands_and_signs_of_life_and_silence_is_a_hold()
    {
        using var folder = new TemporaryFolder();
        var rig = new Rig { OperatorThere = false };
        using var link = new OperatorLink(OperatorDeskTests.Desk(rig), Path.Combine(folder.Path, "operator"));
        using var line = new OperatorClient(link.Path);

        Assert.StartsWith("Idle", line.Say("ready"));
        rig.Tick();
        Assert.StartsWith("Ready", line.Say("start"));
        for (var i = 0; i < 20; i++)
        {
            rig.Tick();
            line.Say("beat");
        }
        Assert.Equal(LoopMode.Running, rig.Cycle.Mode);
        Assert.Contains("not known", line.Say("jump"));

        rig.UntilHeld();                                                        // nobody speaks any more
        Assert.Contains("operator", rig.Cycle.Reason);
    }

    [Fact]
    public void Where_nobody_listens_the_error_says_where_the_path_is_found()
    {
        using var folder = new TemporaryFolder();

        Assert.Contains("oft aloha run prints", Assert.Throws<IOException>(() => new OperatorClient(Path.Combine(folder.Path, "nobody"))).Message);
    }

    [Fact]
    public void A_second_operator_gets_the_line_when_the_first_lets_go()
    {
        using var folder = new TemporaryFolder();
        var rig = new Rig { OperatorThere = false };
        using var link = new OperatorLink(OperatorDeskTests.Desk(rig), Path.Combine(folder.Path, "operator"));
        using (var first = new OperatorClient(link.Path)) first.Say("ready");
        rig.Tick();

        // The link's own thread notices that the first has gone; how soon is the scheduler's affair.
        var (asked, said) = (Stopwatch.StartNew(), "");
        while (!said.StartsWith("Ready", StringComparison.Ordinal) && asked.Elapsed < TimeSpan.FromMinutes(1))
        {
            using var second = new OperatorClient(link.Path);
            said = second.Say("beat");
        }
        Assert.StartsWith("Ready", said);
    }
}
