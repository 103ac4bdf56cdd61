using Oft.Aloha.Arms;
using Oft.Aloha.Gate;

namespace Oft.Aloha.Tests.Gate;

public class SafetyGateTests
{
    private static readonly GateProfile profile = GateProfile.Aloha1;

    private static double[] StartPose => [.. AlohaRoutines.StartPose, 0.5, .. AlohaRoutines.StartPose, 0.5];

    private static (GateRule, string?) Seen(GateResult result) => (result.Rules, result.Reason);

    private static SafetyGate At(double[] pose)
    {
        var gate = new SafetyGate(profile);
        gate.Rest(pose);
        return gate;
    }

    [Fact]
    public void What_stands_still_passes_as_it_is()
    {
        var result = At(StartPose).Pass(StartPose, StartPose);

        Assert.Equal(StartPose, result.Command);
        Assert.Equal(GateRule.None, result.Rules);
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity)]
    public void What_is_no_number_makes_the_robot_hold_and_says_which(double value)
    {
        var wanted = StartPose;
        wanted[9] = value;
        var result = At(StartPose).Pass(wanted, StartPose);

        Assert.Null(result.Command);
        Assert.Equal(GateRule.NotAnAction, result.Rules);
        Assert.Contains("number 9", result.Reason);
    }

    // v = 1 rad/s, a = 10 rad/s², 25 Hz: 0.4, 0.8, 1 rad/s, so 0.016, 0.032, 0.04 rad; then at full speed.
    [Fact]
    public void A_far_target_is_approached_with_the_acceleration_and_velocity_of_the_profile()
    {
        var gate = At(StartPose);
        var wanted = StartPose;
        wanted[0] = 0.14;                                                       // near enough for no slow approach

        double[] steps = [.. Enumerable.Range(0, 3).Select(_ => gate.Pass(wanted, StartPose).Command![0])];

        Assert.Equal(0.016, steps[0], 1e-12);
        Assert.Equal(0.048, steps[1], 1e-12);
        Assert.Equal(0.088, steps[2], 1e-12);
    }

    [Fact]
    public void The_first_target_that_is_far_from_the_measured_pose_is_approached_slowly()
    {
        var gate = At(StartPose);
        var wanted = StartPose;
        wanted[0] = 1;
        var pose = StartPose;
        var fastest = 0.0;
        for (var tick = 0; tick < 60; tick++)
        {
            var result = gate.Pass(wanted, pose);
            fastest = Math.Max(fastest, result.Command![0] - pose[0]);
            pose = result.Command!;
        }

        Assert.Equal(profile.SlowVelocity * profile.Period, fastest, 1e-12);
    }

    [Fact]
    public void Ten_targets_out_of_range_in_a_row_hold_and_nine_do_not()
    {
        var gate = At(StartPose);
        var wanted = StartPose;
        wanted[6] = 1.5;
        for (var i = 0; i < 9; i++) Assert.NotNull(gate.Pass(wanted, StartPose).Command);

        var tenth = gate.Pass(wanted, StartPose);

        Assert.Null(tenth.Command);
        Assert.True(tenth.Rules.HasFlag(GateRule.Clamps));
        Assert.Equal(10, gate.Clamped);
    }

    // A policy learnt from leaders says a little less than closed or more than open.
    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 1)]
    [InlineData(-0.09, 0)]
    [InlineData(1.09, 1)]
    public void A_gripper_held_closed_or_open_runs_on_and_on(double wanted, double sent)
    {
        double[] pose = [.. AlohaRoutines.StartPose, sent, .. AlohaRoutines.StartPose, sent];
        var gate = At(pose);
        for (var tick = 0; tick < 3 * profile.ClampsInARow; tick++)
        {
            var result = gate.Pass([.. AlohaRoutines.StartPose, wanted, .. AlohaRoutines.StartPose, wanted], pose);
            Assert.Equal((GateRule.None, null), Seen(result));
            Assert.Equal(pose, result.Command!);
        }
        Assert.Equal(0, gate.Clamped);
    }

    // Read back through its crank a closed gripper is 0 but for a rounding, which may fall below.
    [Fact]
    public void A_pose_that_is_held_as_it_is_read_is_no_target_out_of_range()
    {
        foreach (var limits in GateProfile.All)
            foreach (var opening in (double[])[0, 0.5, 1])
            {
                var measured = limits.CommandOf([.. AlohaRoutines.StartPose, limits.Gripper.ObservedOf(opening), .. AlohaRoutines.StartPose, limits.Gripper.ObservedOf(opening) - 0.003]);
                var gate = new SafetyGate(limits);
                gate.Rest(measured);
                for (var tick = 0; tick < 3 * limits.ClampsInARow; tick++) Assert.Equal((GateRule.None, null), Seen(gate.Pass(measured, measured)));
            }
    }

    [Fact]
    public void A_gripper_farther_beyond_than_the_profile_allows_is_out_of_range()
    {
        var wanted = StartPose;
        wanted[13] = 1.11;
        Assert.True(At(StartPose).Pass(wanted, StartPose).Rules.HasFlag(GateRule.Position));
    }

    [Fact]
    public void An_arm_that_does_not_follow_for_half_a_second_holds()
    {
        var gate = At(StartPose);
        var measured = StartPose;
        measured[1] += 0.36;
        var ticks = 0;
        while (gate.Pass(StartPose, measured).Command is not null) ticks++;

        Assert.Equal(13, ticks);                                                // half a second is 12.5 periods
    }

    [Fact]
    public void A_hand_does_not_go_through_the_table()
    {
        var gate = At(StartPose);
        double[] down = [0, 0.8, 0.6, 0, 0, 0];
        Assert.True(ArmKinematics.Hand(down).Z < 0);
        var pose = StartPose;
        GateResult result;
        do
        {
            result = gate.Pass([.. down, 0.5, .. AlohaRoutines.StartPose, 0.5], pose);
            if (result.Command is { } command) pose = command;
        }
        while (result.Command is not null);

        Assert.True(result.Rules.HasFlag(GateRule.Workspace));
        Assert.Contains("the left hand", result.Reason);
        Assert.True(ArmKinematics.Hand(pose.AsSpan(0, 6)).Z >= profile.Workspace.Height);
    }

    [Fact]
    public void After_a_hold_it_starts_at_the_measured_pose_at_rest()
    {
        var gate = At(StartPose);
        var wanted = StartPose;
        wanted[0] = 0.14;
        for (var i = 0; i < 3; i++) gate.Pass(wanted, StartPose);

        var hold = gate.Rest(StartPose);
        var next = gate.Pass(wanted, StartPose).Command!;

        Assert.Equal(StartPose, hold);
        Assert.Equal(0.016, next[0], 1e-12);
    }

    /// <summary>A hundred thousand ticks of what a policy must never say. Between two holds no command breaks a limit.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Whatever_comes_in_no_command_that_leaves_breaks_a_limit(int seed)
    {
        var random = new Random(seed);
        var gate = new SafetyGate(profile);
        var pose = StartPose;
        var limits = new LimitCheck(profile);
        limits.Rest(gate.Rest(pose));
        var (wanted, sent, held) = (StartPose, 0, 0);
        for (var tick = 0; tick < 50_000; tick++)
        {
            wanted = Nasty.Action(random, wanted, tick);
            if (random.Next(40) == 0) gate.NewChunk();
            var result = gate.Pass(wanted, pose, slowly: random.Next(50) == 0);
            if (result.Command is { } command)
            {
                sent++;
                limits.Check(command, tick);
                for (var i = 0; i < pose.Length; i++) pose[i] += (command[i] - pose[i]) * random.NextDouble();   // a robot that follows more or less
            }
            else
            {
                held++;
                Assert.NotNull(result.Reason);
                if (random.Next(500) == 0) pose = StartPose;                    // somebody moved the arms
                limits.Rest(gate.Rest(pose));
            }
        }
        Assert.True(sent > 20_000, $"only {sent} commands were sent, {held} holds");
        Assert.True(held > 100, $"only {held} holds");
    }
}
