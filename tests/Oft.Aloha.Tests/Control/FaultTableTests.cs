using Oft.Aloha.Control;
using Oft.Aloha.Gate;
using Oft.Contracts;

namespace Oft.Aloha.Tests.Control;

/// <summary>Each fault injected and timed: the arms hold within one control period after the limit is crossed, and the reason is said.</summary>
public class FaultTableTests
{
    private const double Period = 0.04, Clock = 1e-6;

    private static readonly FreshnessLimit limits = GateProfile.Aloha1.Freshness;

    [Fact]
    public void A_silent_server()
    {
        var rig = new Rig();
        rig.Desk.Script = query => query == 1 ? (0.1, Rig.Gentle(), null) : null;
        rig.Started();
        while (rig.Desk.Asked < 2) rig.Tick();

        Held(rig, LoopMode.Holding, limits.Answer, "silent");
    }

    [Theory]
    [InlineData(0.05)]
    [InlineData(0.2)]
    [InlineData(0.5)]
    public void A_slow_server_alone_is_no_fault(double seconds)
    {
        var rig = new Rig();
        rig.Desk.Script = _ => (seconds, Rig.Gentle(), null);
        rig.Cycle.Ready();
        rig.Tick();
        rig.Cycle.Start();
        rig.Ticks(200);

        Assert.Equal(LoopMode.Running, rig.Cycle.Mode);
        Assert.Empty(rig.Robot.Held);
        Assert.True(rig.Robot.Sent.Count > 100);
    }

    [Theory]
    [InlineData("garbage")]
    [InlineData("NaN")]
    [InlineData("wrong K")]
    [InlineData("killed")]
    public void A_server_that_answers_with(string what)
    {
        var rig = new Rig();
        var nan = Rig.Gentle().Values.ToArray();
        nan[200] = double.NaN;
        rig.Desk.Script = query => query == 1 ? (0.1, Rig.Gentle(), null) : what switch
        {
            "garbage" => (0.1, null, "the answer is no list of actions"),
            "NaN" => (0.1, new ActionChunk(25, 14, nan), null),
            "wrong K" => (0.1, Rig.Gentle(8), null),
            _ => (0.1, null, "connection reset by peer"),
        };
        rig.Started();
        while (rig.Desk.Asked < 2) rig.Tick();

        Held(rig, LoopMode.Holding, 0.1, what switch { "garbage" => "no list", "NaN" => "holds NaN", "wrong K" => "[8, 14]", _ => "reset" });
    }

    [Fact]
    public void A_frozen_camera()
    {
        var rig = new Rig().Started();
        var still = rig.Robot.Inner.Frames[1]!;
        rig.Robot.Frame = (view, frame) => view == 1 ? frame! with { Image = still.Image, Changed = still.Changed } : frame;

        Held(rig, LoopMode.Fault, limits.Frozen!.Value - Age(rig, still.Changed), "repeats the same picture");
    }

    [Fact]
    public void A_lost_camera_lets_the_fresh_part_of_the_chunk_finish_and_asks_for_no_more()
    {
        var rig = new Rig().Started();
        var last = rig.Robot.Inner.Frames[2]!;
        rig.Robot.Frame = (view, frame) => view == 2 ? last : frame;
        var (asked, sent) = (rig.Desk.Asked, rig.Robot.Sent.Count);

        rig.UntilHeld();

        Assert.Equal(LoopMode.Holding, rig.Cycle.Mode);
        Assert.Equal(asked, rig.Desk.Asked);
        Assert.Equal(25, rig.Robot.Sent.Count);                                  // the chunk was played to its end, and held in the next period
        Assert.True(sent < 25);
        Assert.Contains("right_wrist_image is", rig.Cycle.Reason);
    }

    [Fact]
    public void A_joint_state_of_NaN() => At_once(x => x with { Position = Changed(x, 3, double.NaN) }, LoopMode.Fault, "number 3 of the joint state is NaN");

    [Fact]
    public void A_joint_state_out_of_range() => At_once(x => x with { Position = Changed(x, 8, 1.5) }, LoopMode.Fault, "right shoulder is read at 1.500");

    [Fact]
    public void A_joint_state_that_jumps() => At_once(x => x with { Position = Changed(x, 5, 0.9) }, LoopMode.Holding, "left wrist_rotate is read");

    [Fact]
    public void A_late_joint_state_holds_and_a_very_late_one_is_a_fault()
    {
        var rig = new Rig().Started();
        var last = rig.Robot.Inner.State!;
        rig.Robot.State = _ => last;

        Held(rig, LoopMode.Holding, limits.StateHold - Age(rig, last.Received), "ms old");
        while (Age(rig, last.Received) < limits.StateFault + Period) rig.Tick();
        Assert.Equal(LoopMode.Fault, rig.Cycle.Mode);
    }

    [Fact]
    public void A_node_that_another_one_ended()
    {
        var rig = new Rig().Started();
        rig.Robot.Trouble = "new node registered with same name";

        Held(rig, LoopMode.Fault, 0, "same name");
    }

    [Fact]
    public void A_lost_operator()
    {
        var rig = new Rig().Started();
        rig.OperatorThere = false;

        Held(rig, LoopMode.Holding, limits.Operator, "operator");
    }

    [Fact]
    public void A_robots_clock_that_jumps_is_a_line_in_the_log()
    {
        var rig = new Rig().Started();
        rig.Robot.State = x => x! with { Stamp = x.Stamp.AddSeconds(30) };
        rig.Ticks(3);

        Assert.Equal(LoopMode.Running, rig.Cycle.Mode);
        Assert.Contains(rig.Records, x => x.Note?.Contains("clock jumped by 30.0 s") == true);
    }

    [Theory]
    [InlineData(60, null, "60 °C")]
    [InlineData(31, "left elbow: overload", "overload")]
    public void A_motor_that_is_hot_or_reports_an_error_sends_the_arms_to_rest(double celsius, string? error, string reason)
    {
        var rig = new Rig().Started();
        rig.Robot.Motors = new MotorHealth(celsius, error);
        rig.Tick();
        Assert.Equal(LoopMode.Resting, rig.Cycle.Mode);
        Assert.Contains(reason, rig.Cycle.Reason);
        while (rig.Cycle.Mode == LoopMode.Resting) rig.Tick();

        Assert.Equal(LoopMode.Stopped, rig.Cycle.Mode);
        Assert.Equal(Oft.Aloha.Arms.AlohaRoutines.SleepPose, rig.Robot.Sent[^1][..6].Select(x => Math.Round(x, 6)));
    }

    [Fact]
    public void The_emergency_stop_works_while_the_policy_hangs_and_needs_no_tick()
    {
        var rig = new Rig();
        rig.Desk.Script = query => query == 1 ? (0.1, Rig.Gentle(), null) : null;
        rig.Started();
        while (rig.Desk.Asked < 2) rig.Tick();
        var measured = rig.Robot.Inner.State!.Position.ToArray();

        rig.Cycle.Stop("the operator pressed the red key");

        var held = Assert.Single(rig.Robot.Held);                                // already there, before the next tick
        Assert.Equal(measured[..6], held[..6]);
        rig.Tick();
        Assert.Equal((LoopMode.Holding, "the operator pressed the red key"), (rig.Cycle.Mode, rig.Cycle.Reason));
    }

    [Fact]
    public void A_hold_is_the_measured_pose_once_and_then_nothing()
    {
        var rig = new Rig().Started();
        rig.Robot.Inner.Advance();
        var before = rig.Robot.Sent.Count;
        rig.OperatorThere = false;
        rig.UntilHeld();
        var sent = rig.Robot.Sent.Count;
        rig.Ticks(50);

        Assert.True(sent >= before);
        Assert.Equal(sent, rig.Robot.Sent.Count);
        Assert.Single(rig.Robot.Held);
    }

    private static void At_once(Func<RobotState, RobotState> change, LoopMode mode, string reason)
    {
        var rig = new Rig().Started();
        rig.Robot.State = x => change(x!);

        Held(rig, mode, 0, reason);
    }

    private static void Held(Rig rig, LoopMode mode, double limit, string reason)
    {
        var said = new List<string>();
        rig.Cycle.Changed += (now, why) => said.Add($"{now}: {why}");
        var seconds = rig.UntilHeld();

        Assert.Equal(mode, rig.Cycle.Mode);
        Assert.True(seconds <= limit + Period + Clock, $"held after {seconds} s; {limit} + {Period} s are the most");
        Assert.Contains(reason, rig.Cycle.Reason);
        Assert.Contains(said, x => x.Contains(reason));                          // on the screen
        Assert.Contains(rig.Records, x => x.Note?.Contains(reason) == true);     // in the log
        var held = rig.Robot.Held.Count;
        if (mode == LoopMode.Holding) Assert.True(held >= 1);
    }

    private static double[] Changed(RobotState state, int index, double value)
    {
        var pose = state.Position.ToArray();
        pose[index] = value;
        return pose;
    }

    private static double Age(Rig rig, long since) => rig.Time.GetElapsedTime(since).TotalSeconds;
}
