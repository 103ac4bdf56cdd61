using Oft.Aloha.Arms;
using Oft.Aloha.Control;
using Oft.Aloha.Gate;
using Oft.Aloha.Tests.Gate;
using Oft.Contracts;

namespace Oft.Aloha.Tests.Control;

public class ControlCycleTests
{
    [Fact]
    public void Open_loop_waits_at_rest_and_plays_every_action_of_a_chunk()
    {
        var rig = new Rig().Started();
        rig.Ticks(60);

        var played = rig.Records.Where(x => x.Sent is not null).ToList();
        Assert.Equal(Enumerable.Range(0, 25), played.Take(25).Select(x => x.Element));
        // 100 ms are two and a half periods: asked in the tick after the last action, used three ticks later.
        Assert.Equal(4, played[25].Tick - played[24].Tick);
        Assert.Equal(0, played[25].Element);
        Assert.True(played[25].Boundary);
        Assert.All(rig.Verdicts, x => Assert.Equal("used", x));
    }

    [Fact]
    public void Overlap_leaves_no_pause_and_drops_what_is_late()
    {
        var rig = new Rig(x => x with { Playback = ChunkPlayback.Overlap });
        rig.Desk.Script = _ => (0.37, Rig.Gentle(), null);
        rig.Cycle.Ready();
        rig.Tick();
        rig.Cycle.Start();
        rig.Ticks(400);

        var first = rig.Records.First(x => x.Sent is not null).Tick;
        var running = rig.Records.Where(x => x.Tick >= first + 30).ToList();
        Assert.All(running, x => Assert.NotNull(x.Sent));
        Assert.Equal(10, running.Where(x => x.Boundary).Select(x => x.Element).Distinct().Single());
    }

    [Fact]
    public void Blending_averages_all_predictions_for_a_tick_and_switches_grippers()
    {
        var plan = new ChunkPlan(ChunkPlayback.Blend, 25);
        plan.Add(Constant(0.0, 0), 1, observed: 0, tick: 1);
        plan.Add(Constant(0.3, 1), 2, observed: 1, tick: 2);

        var action = plan.Next(3)!.Value.Values;

        var newer = Math.Exp(-0.01);
        Assert.Equal(0.3 * newer / (1 + newer), action[0], 1e-12);
        Assert.Equal(1, action[6]);
    }

    [Fact]
    public void A_fade_rises_over_five_ticks_and_never_touches_a_gripper()
    {
        var plan = new ChunkPlan(ChunkPlayback.Overlap, 25);
        plan.Add(Constant(0, 0), 1, observed: 0, tick: 0);
        plan.Add(Constant(0.6, 1), 2, observed: 10, tick: 12);

        double[][] actions = [.. Enumerable.Range(12, 7).Select(x => plan.Next(x)!.Value.Values)];

        Assert.All(actions.Select(x => x[0]).Zip((double[])[0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.6]), x => Assert.Equal(x.Second, x.First, 1e-12));
        Assert.All(actions, x => Assert.Equal(1, x[6]));
    }

    [Fact]
    public void Repeated_and_out_of_order_answers_are_thrown_away()
    {
        var rig = new Rig().Started();
        var stray = new PolicyAnswer(1, 1, rig.Time.GetTimestamp(), 0, Rig.Gentle(shift: 2), null);
        rig.Desk.Push(stray);
        rig.Desk.Push(stray with { Query = 0 });
        rig.Ticks(5);

        Assert.Equal(LoopMode.Running, rig.Cycle.Mode);
        Assert.Equal(2, rig.Verdicts.Count(x => x.StartsWith("not used")));
        Assert.All(rig.Records.Where(x => x.Wanted is not null), x => Assert.True(x.Wanted![0] < 1));
    }

    [Fact]
    public void A_start_that_was_asked_for_before_the_stop_is_void()
    {
        var rig = new Rig().Started();
        rig.Cycle.Stop("red key");
        rig.Tick();
        rig.Cycle.Start();
        rig.Cycle.Stop("red key again");
        rig.Ticks(5);

        Assert.Equal(LoopMode.Holding, rig.Cycle.Mode);
    }

    [Fact]
    public void Homing_goes_slowly_to_the_start_pose_and_resting_ends_in_the_sleep_pose()
    {
        var rig = new Rig();
        rig.Robot.Inner.Send([0.5, -0.5, 0.8, 0.2, 0, 0, 0.5, .. Rig.StartPose[7..]]);
        rig.Ticks(40);
        rig.Cycle.Ready();
        rig.Tick();
        rig.Cycle.Home();
        while (rig.Cycle.Mode != LoopMode.Ready || rig.Robot.Sent.Count == 0) rig.Tick();
        Assert.Equal(AlohaRoutines.StartPose, rig.Robot.Sent[^1][..6].Select(x => Math.Round(x, 6)));

        rig.Cycle.Rest();
        while (rig.Cycle.Mode != LoopMode.Stopped) rig.Tick();

        Assert.Equal(AlohaRoutines.SleepPose, rig.Robot.Sent[^1][..6].Select(x => Math.Round(x, 6)));
        var fastest = rig.Robot.Sent.Zip(rig.Robot.Sent.Skip(1), (a, b) => Enumerable.Range(0, 14).Where(i => i % 7 != 6).Max(i => Math.Abs(b[i] - a[i]))).Max();
        Assert.True(fastest <= GateProfile.Aloha1.SlowVelocity * 0.04 + 1e-9, $"{fastest} rad in a period");
    }

    [Fact]
    public void Home_is_where_the_arms_are_not_where_they_were_sent()
    {
        var rig = new Rig();
        // A waist that hangs a little behind whatever it is told.
        rig.Robot.State = x => x! with { Position = (double[])[x.Position.Span[0] + 0.2, .. x.Position.Span[1..]] };
        rig.Tick();
        rig.Cycle.Ready();
        rig.Tick();
        rig.Cycle.Home();
        rig.Tick();
        Assert.Equal(LoopMode.Homing, rig.Cycle.Mode);
        for (var ticks = 0; rig.Cycle.Mode == LoopMode.Homing; ticks++)
        {
            Assert.True(ticks < 300, "homing does not end");
            rig.Tick();
        }
        Assert.Equal((LoopMode.Holding, "left waist stays 0.20 rad from the pose it was sent to"), (rig.Cycle.Mode, rig.Cycle.Reason));
    }

    [Fact]
    public void After_a_fault_nothing_runs_until_the_operator_made_ready()
    {
        var rig = new Rig().Started();
        rig.Robot.Trouble = "bus error";
        rig.UntilHeld();
        rig.Robot.Trouble = null;

        rig.Cycle.Start();
        rig.Ticks(3);
        Assert.Equal(LoopMode.Fault, rig.Cycle.Mode);

        rig.Cycle.Ready();
        rig.Tick();
        rig.Cycle.Start();
        rig.Ticks(10);
        Assert.Equal(LoopMode.Running, rig.Cycle.Mode);
    }

    [Fact]
    public void The_picture_of_the_query_is_the_one_of_its_tick()
    {
        var rig = new Rig();
        rig.Cycle.Ready();
        rig.Tick();
        rig.Cycle.Start();
        rig.Tick();

        Assert.Equal(1, rig.Desk.Asked);
        for (var view = 0; view < 3; view++) Assert.Same(rig.Records[^1].Frames[view]!.Image, rig.Desk.Seen!.Views[view]);
        Assert.Equal(rig.Records[^1].State!.Position, rig.Desk.Seen!.Proprio);
        Assert.Equal("put the red pepper into the pot", rig.Desk.Seen.Sentence);
    }

    /// <summary>A hundred thousand ticks of the whole cycle with a policy that is broken in every way, resumed after every hold.</summary>
    [Theory]
    [InlineData(ChunkPlayback.OpenLoop, 40_000)]
    [InlineData(ChunkPlayback.Overlap, 30_000)]
    [InlineData(ChunkPlayback.Blend, 30_000)]
    public void Whatever_a_policy_answers_no_command_that_reaches_the_robot_breaks_a_limit(ChunkPlayback playback, int ticks)
    {
        var random = new Random((int)playback + 1);
        var rig = new Rig(x => x with { Playback = playback });
        var last = Rig.StartPose;
        ActionChunk? before = null;
        rig.Desk.Script = query =>
        {
            var kind = random.Next(12);
            if (kind == 0 && before is not null) return (0.04, before, null);    // the same chunk again
            var length = random.Next(60) == 0 ? random.Next(1, 30) : 25;
            before = new ActionChunk(length, 14, (double[])[.. Enumerable.Range(0, length).SelectMany(i => (last = Fourteen(Nasty.Action(random, last, (int)query * 7 + i))))]);
            return random.Next(100) == 0 ? null : (random.Next(5) * 0.08, before, random.Next(200) == 0 ? "broken" : null);
        };
        var (limits, sent, held) = (new LimitCheck(GateProfile.Aloha1), 0, 0);
        // A run begins at rest, where the robot is.
        rig.Cycle.Changed += (mode, _) =>
        {
            if (mode == LoopMode.Running) limits.Rest(GateProfile.Aloha1.CommandOf(rig.Robot.Inner.State!.Position.Span));
        };
        for (var tick = 0; tick < ticks; tick++)
        {
            if (rig.Cycle.Mode is LoopMode.Idle or LoopMode.Fault) rig.Cycle.Ready();
            else if (rig.Cycle.Mode is LoopMode.Ready or LoopMode.Holding)
            {
                if (random.Next(20) == 0) rig.Robot.Inner.Send(Rig.StartPose);   // somebody put the arms back
                rig.Cycle.Start();
            }
            if (random.Next(50) == 0) rig.Desk.Push(new PolicyAnswer(random.Next(100), tick - random.Next(50), rig.Time.GetTimestamp(), 0, before ?? Rig.Gentle(), null));
            rig.Tick();
            foreach (var command in rig.Robot.Sent) limits.Check(command, tick);
            (sent, held) = (sent + rig.Robot.Sent.Count, held + rig.Robot.Held.Count);
            rig.Robot.Sent.Clear();
            rig.Robot.Held.Clear();
            rig.Records.Clear();
            rig.Verdicts.Clear();
        }
        Assert.True(sent > ticks / 10, $"only {sent} commands in {ticks} ticks, {held} holds");
        Assert.True(held > 50, $"only {held} holds");
    }

    private static double[] Fourteen(double[] action) => action.Length == 14 ? action : [.. action, 0];

    private static ActionChunk Constant(double joint, double gripper) => new(25, 14, (double[])[.. Enumerable.Range(0, 25 * 14).Select(i => i % 7 == 6 ? gripper : joint)]);
}
