using Oft.Aloha.Control;
using Oft.Aloha.Gate;
using Oft.Aloha.Robots;
using Oft.Contracts;

namespace Oft.Aloha.Tests.Control;

public class ControlLoopTests
{
    private sealed class Hanging : IPolicy
    {
        public ManualResetEventSlim Let { get; } = new();

        public ActionChunk Act(Observation observation)
        {
            Let.Wait();
            return Rig.Gentle();
        }
    }

    [Fact]
    public void A_policy_that_hangs_never_delays_a_tick_and_the_stop_works_meanwhile()
    {
        var (policy, time) = (new Hanging(), TimeProvider.System);
        using var robot = new KinematicRobot(GateProfile.Simulated, time);
        robot.Begin();
        using var desk = new PolicyDesk(policy, time);
        var cycle = new ControlCycle(robot, desk, new LoopOptions { Profile = GateProfile.Simulated, Sentence = "wait", NeedsOperator = false, Prepare = x => x }, time);
        using var loop = new ControlLoop(cycle, 100, time);
        loop.Begin();
        cycle.Ready();
        Until(() => cycle.Mode == LoopMode.Ready);
        cycle.Start();
        Until(() => cycle.Mode == LoopMode.Running && desk.Busy);
        var ticks = loop.Timing.Ticks;
        Until(() => loop.Timing.Ticks > ticks + 10 || cycle.Mode == LoopMode.Holding);   // it goes on ticking while the policy hangs

        cycle.Stop("enough");
        Until(() => cycle.Mode == LoopMode.Holding);
        policy.Let.Set();
        loop.Dispose();

        Assert.Null(loop.Failure);
        Assert.True(robot.Commands >= 1);
    }

    [Fact]
    public void A_desk_gives_up_on_a_policy_that_hangs_three_times()
    {
        var policy = new Hanging();
        using var desk = new PolicyDesk(policy, TimeProvider.System);
        for (var query = 1; query <= 3; query++)
        {
            desk.Ask(query, query, () => new Observation([], default, ""));
            desk.Abandon();
        }
        desk.Ask(4, 4, () => new Observation([], default, ""));

        Assert.Contains("hang", desk.Take()!.Error);
        policy.Let.Set();
    }

    [Fact]
    public void A_loop_that_breaks_holds_first_and_keeps_what_broke_it()
    {
        var time = TimeProvider.System;
        using var robot = new FaultyRobot(new KinematicRobot(GateProfile.Simulated, time));
        using var desk = new ScriptedDesk(time);
        var cycle = new ControlCycle(robot, desk, new LoopOptions { Profile = GateProfile.Simulated, Sentence = "break", NeedsOperator = false }, time);
        using var loop = new ControlLoop(cycle, 100, time);
        loop.Begin();
        cycle.Ready();
        Until(() => cycle.Mode == LoopMode.Ready);
        robot.Frame = (_, _) => throw new InvalidOperationException("a camera's driver threw");
        Until(() => loop.Failure is not null);

        Assert.Contains("threw", loop.Failure!.Message);
        Assert.NotEmpty(robot.Held);
    }

    private static void Until(Func<bool> holds)
    {
        for (var end = DateTime.UtcNow.AddSeconds(30); !holds(); Thread.Sleep(5)) Assert.True(DateTime.UtcNow < end, "it did not come to hold");
    }
}
