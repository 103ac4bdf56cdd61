using System.Globalization;
using Oft.Aloha.Control;
using Oft.Aloha.Gate;
using Oft.Aloha.Robots;
using Oft.Aloha.Wire.Clients;
using Oft.Contracts;
using Oft.Host.Verbs;
using Oft.Lab.Aloha;
using Oft.Lab.Proofs;
using Oft.Model;
using Oft.Model.Weights;

namespace Oft.Host.Tests.Verbs;

[Collection("processes beside files")]
public class AlohaLoopProofTests
{
    private static readonly string program = typeof(ProveVerb).Assembly.Location;

    /// <summary>Ten seconds of <c>oft prove aloha-loop</c>. Rate and memory are judged by the proof on a quiet machine; here every tick is accounted for and answers of the other process move the arms.</summary>
    [Fact]
    public void For_ten_seconds_every_tick_is_kept_or_counted_as_lost_while_a_policy_in_another_process_answers()
    {
        const int Seconds = 10;
        var result = new AlohaLoopProof(program).Run(new ProofContext(Seconds, line => TestContext.Current.TestOutputHelper?.WriteLine(line), TestContext.Current.CancellationToken)).Result;
        TestContext.Current.TestOutputHelper?.WriteLine(result.ToJsonString());

        double Number(string name) => double.Parse(result[name]!.ToJsonString(), CultureInfo.InvariantCulture);
        // The loop begins a little before the clock and ends a little after it; a busy machine makes both longer, never shorter.
        Assert.InRange(Number("ticks") + Number("ticks_lost"), GateProfile.Simulated.RateHz * (Seconds - 1), GateProfile.Simulated.RateHz * Seconds * 4);
        Assert.True(Number("answers_used") > 0, "no answer was used");
        Assert.InRange(Number("actions_sent"), 1, Number("ticks"));
        Assert.True(Number("resident_mb_first") > 0, "memory was not watched");
    }

    [Fact]
    public void When_the_policys_process_is_killed_the_arms_hold_and_the_reason_is_said()
    {
        using var folder = new TemporaryFolder();
        var checkpoint = Path.Combine(folder.Path, "tiny");
        RandomCheckpoint.Write(checkpoint, OftConfig.Tiny with { Film = true, Robot = RobotSpec.Aloha }, 7);
        using var server = ServedPolicy.Start(program, checkpoint, TestContext.Current.CancellationToken);
        var (profile, time) = (GateProfile.Simulated, TimeProvider.System);
        using var robot = new KinematicRobot(profile, time);
        robot.Begin();
        using var policy = new ActClient(server.Address, robot.Spec);
        policy.Act(new Observation([.. robot.Frames.Select(x => x!.Image)], robot.State!.Position, "compile"));
        using var desk = new PolicyDesk(policy, time);
        var cycle = new ControlCycle(robot, desk, new LoopOptions { Profile = profile, Sentence = "go on", NeedsOperator = false }, time);
        using var loop = new ControlLoop(cycle, profile.RateHz, time);
        loop.Begin();
        Until(() => robot.Commands > 10, cycle);

        server.Dispose();                                                       // SIGKILL
        for (var end = DateTime.UtcNow.AddSeconds(30); !cycle.Reason.Contains("the policy's answer is not used") || cycle.Mode != LoopMode.Holding; Thread.Sleep(5))
        {
            Assert.True(DateTime.UtcNow < end, $"{cycle.Mode}: {cycle.Reason}");
            if (cycle.Mode is LoopMode.Fault or LoopMode.Idle) cycle.Ready();
            else if (cycle.Mode is LoopMode.Ready || cycle.Mode is LoopMode.Holding && !cycle.Reason.Contains("the policy's answer is not used")) cycle.Start();
        }
        Assert.Contains("/act", cycle.Reason);
    }

    // An untrained policy is stopped by the gate now and then: the operator goes on.
    private static void Until(Func<bool> holds, ControlCycle cycle)
    {
        for (var end = DateTime.UtcNow.AddSeconds(60); !holds(); Thread.Sleep(10))
        {
            Assert.True(DateTime.UtcNow < end, $"it did not come to hold; {cycle.Mode}: {cycle.Reason}");
            if (cycle.Mode is LoopMode.Idle or LoopMode.Fault) cycle.Ready();
            else if (cycle.Mode is LoopMode.Ready or LoopMode.Holding) cycle.Start();
        }
    }
}
