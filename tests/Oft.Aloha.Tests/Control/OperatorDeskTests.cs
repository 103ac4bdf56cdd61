using System.Text.Json.Nodes;
using Oft.Aloha.Control;

namespace Oft.Aloha.Tests.Control;

public class OperatorDeskTests
{
    [Fact]
    public void Hanging_up_in_motion_is_a_hold_in_that_very_tick_and_the_session_goes_on()
    {
        var rig = Driven("me", out var desk);
        var before = rig.Robot.Sent.Count;
        desk.Leave("me");
        rig.Tick();
        Assert.Equal(LoopMode.Holding, rig.Cycle.Mode);
        Assert.Contains("line was cut", rig.Cycle.Reason);
        Assert.Equal(before, rig.Robot.Sent.Count);                              // nothing of the chunk is sent any more

        desk.Hear("another", "start");
        rig.Ticks(6);
        Assert.Equal(LoopMode.Running, rig.Cycle.Mode);
    }

    [Fact]
    public void One_holds_the_lease_and_anybody_may_stop_and_look()
    {
        var rig = Driven("me", out var desk);
        Assert.Contains("another operator", desk.Hear("you", "start"));
        Assert.Equal("Running", (string?)JsonNode.Parse(desk.Hear("you", "show"))!["mode"]);
        desk.Hear("you", "hold");
        rig.Tick();
        Assert.Equal(LoopMode.Holding, rig.Cycle.Mode);
        rig.Time.Advance(2.5);                                                   // the first has said nothing for longer than the lease
        Assert.DoesNotContain("error", desk.Hear("you", "beat"));
    }

    [Fact]
    public void A_sentence_is_told_between_motions_and_a_shadow_commands_nothing()
    {
        var rig = new Rig { OperatorThere = false };
        var desk = Desk(rig);
        desk.Hear("me", "ready");
        rig.Tick();
        Assert.DoesNotContain("error", desk.Hear("me", "tell put the yellow corn into the pot"));
        Assert.Equal("put the yellow corn into the pot", rig.Cycle.Sentence);
        desk.Hear("me", "shadow");
        for (var i = 0; i < 10; i++)
        {
            rig.Tick();
            desk.Hear("me", "beat");
        }
        Assert.Equal((LoopMode.Running, true), (rig.Cycle.Mode, rig.Cycle.Shadowing));
        Assert.Empty(rig.Robot.Sent);
        Assert.Contains("hold before", desk.Hear("me", "tell something else"));
        desk.Hear("me", "hold");
        rig.Tick();
        desk.Hear("me", "start");
        rig.Ticks(6);
        Assert.False(rig.Cycle.Shadowing);
        Assert.NotEmpty(rig.Robot.Sent);
    }

    [Theory]
    [InlineData("jump", "not known")]
    [InlineData("tell", "expected a sentence")]
    [InlineData("", "not known")]
    public void A_line_that_means_nothing_is_refused_with_what_is_known(string line, string message) => Assert.Contains(message, Desk(new Rig()).Hear("me", line));

    internal static OperatorDesk Desk(Rig rig) => new(rig.Cycle, new LoopView(rig.Robot, rig.Time), rig.Time);

    private static Rig Driven(string who, out OperatorDesk desk)
    {
        var rig = new Rig { OperatorThere = false };
        desk = Desk(rig);
        desk.Hear(who, "ready");
        rig.Tick();
        desk.Hear(who, "start");
        for (var i = 0; i < 8; i++)
        {
            rig.Tick();
            desk.Hear(who, "beat");
        }
        Assert.Equal(LoopMode.Running, rig.Cycle.Mode);
        Assert.NotEmpty(rig.Robot.Sent);
        return rig;
    }
}
