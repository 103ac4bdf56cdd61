using Oft.Aloha.Control;
using Oft.Aloha.Gate;
using Oft.Contracts;
using Oft.Lab.Course;

namespace Oft.Lab.Tests.Course;

public sealed class SixJointArmTests
{
    // Waves with the base and closes its gripper; how far is a test's choice.
    private sealed class Wave(double reach) : IPolicy
    {
        private int asked;

        public ActionChunk Act(Observation seen)
        {
            var (first, poses) = (SixJointArm.Spec.ChunkLength * asked++, new double[10][]);
            for (var k = 0; k < poses.Length; k++)
            {
                poses[k] = SixJointArm.Limits.PoseOf(SixJointArm.Limits.StartPose, _ => 0);
                poses[k][0] = reach * Math.Sin((first + k) / 20.0);
            }
            return new(10, 7, (double[])[.. poses.SelectMany(x => x)]);
        }
    }

    [Fact]
    public void Its_profile_says_how_many_numbers_there_are_and_the_loop_drives_it_through_the_gate()
    {
        using var loop = new LoopRehearsal(new Wave(0.3), "wave", profile: SixJointArm.Limits, robot: clock => new SixJointArm(clock));
        loop.Start();
        loop.Run(5);

        Assert.Equal((7, LoopMode.Running), (loop.Profile.Width, loop.Cycle.Mode));
        Assert.True(loop.Robot.Commands > 60, $"{loop.Robot.Commands} commands");
        Assert.Equal(0, loop.Robot.State!.Position.Span[6], 0.01);               // the gripper has closed
        var farthest = loop.Ticks.MaxBy(x => x.State!.Position.Span[0])!;
        Assert.Equal(0.3, farthest.State!.Position.Span[0], 0.05);
        Assert.False(farthest.Frames[1]!.Image.Rgb.Span.SequenceEqual(loop.Ticks[0].Frames[1]!.Image.Rgb.Span), "the picture from above shows where the base turned to");
    }

    [Fact]
    public void Its_limits_hold_whatever_a_policy_wants_of_it_and_home_is_its_own()
    {
        var limits = SixJointArm.Limits;
        using var loop = new LoopRehearsal(new Wave(2.8), "wave", profile: limits, robot: clock => new SixJointArm(clock));
        loop.Start();
        loop.Run(4);
        var sent = loop.Ticks.Where(x => x.Sent is not null).Select(x => x.Sent!).ToList();
        Assert.NotEmpty(sent);
        foreach (var (before, after) in sent.Zip(sent.Skip(1)))
            for (var i = 0; i < limits.Joints.Count; i++) Assert.InRange(Math.Abs(after[i] - before[i]), 0, limits.Joints[i].Velocity * limits.Period + 1e-9);

        loop.Cycle.Stop("enough");
        loop.Run(0.1);
        loop.Cycle.Home();
        loop.Run(15);
        Assert.Equal(LoopMode.Ready, loop.Cycle.Mode);
        Assert.All(limits.StartPose.Zip(loop.Robot.State!.Position.ToArray()), x => Assert.Equal(x.First, x.Second, 0.01));
    }

    [Fact]
    public void Its_hand_is_kept_above_the_table()
    {
        var (gate, pose) = (new SafetyGate(SixJointArm.Limits), SixJointArm.Limits.PoseOf(SixJointArm.Limits.StartPose, _ => 1));
        double[] down = [0, 1.2, 0.8, 0, 0, 0, 1];
        Assert.True(SixJointArm.Limits.Chain.HandAt(down.AsSpan(0, 6)).Z < 0);
        gate.Rest(pose);
        GateResult result;
        while ((result = gate.Pass(down, pose)).Command is { } command) pose = command;
        Assert.Contains("above the table", result.Reason);
        Assert.True(SixJointArm.Limits.Chain.HandAt(pose.AsSpan(0, 6)).Z >= SixJointArm.Limits.Workspace.Height);
    }

    [Fact]
    public void A_loop_refuses_limits_of_another_robot() =>
        Assert.Contains("six_joint_arm has states of 7", Assert.Throws<ArgumentException>(() => new LoopRehearsal(new Wave(0.1), "wave", robot: clock => new SixJointArm(clock))).Message);
}
