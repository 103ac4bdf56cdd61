using System.Diagnostics;
using Oft.Aloha.Control;
using Oft.Aloha.Gate;
using Oft.Aloha.Robots;
using Oft.Contracts;
using Oft.Host.Tests.Running;

namespace Oft.Host.Tests.Verbs;

public sealed class AlohaKilledOperatorTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("oft-killed-").FullName;

    private sealed class NoPolicy : IPolicy
    {
        public ActionChunk Act(Observation observation) => throw new NotSupportedException("nobody is asked here");
    }

    [Fact]
    public void An_operators_process_that_is_killed_in_mid_motion_holds_the_arms_and_another_goes_on()
    {
        var (profile, time) = (GateProfile.Simulated, TimeProvider.System);
        using var robot = new KinematicRobot(profile, time);
        robot.Begin();
        double[] away = [1.5, -0.96, 1.16, 0, -0.3, 0, 0, -1.5, -0.96, 1.16, 0, -0.3, 0, 0];
        robot.Send(away);
        Wait(() => robot.State!.Position.Span[0] > 1.45);                        // from here the way home takes five seconds
        using var desk = new PolicyDesk(new NoPolicy(), time);
        var view = new LoopView(robot, time);
        var cycle = new ControlCycle(robot, desk, new LoopOptions { Profile = profile, Sentence = "go home" }, time, view);
        using var link = new OperatorLink(new OperatorDesk(cycle, view, time), Path.Combine(folder, "oft-aloha.sock"));
        using var loop = new ControlLoop(cycle, profile.RateHz, time);
        loop.Begin();

        using var killed = OftProcess.Start(new Dictionary<string, string>(), ["aloha", "home", link.Path]);
        Wait(() => cycle.Mode == LoopMode.Homing);
        killed.Kill();
        Wait(() => cycle.Mode == LoopMode.Holding);
        Assert.True(robot.State!.Position.Span[0] > 0.05, "the arms stopped on their way");

        // On a busy machine an operator's sign of life comes late too, and the arms hold again; he goes on as often as it takes.
        // The second time they stand there already.
        for (var round = 1; round <= 2; round++)
        {
            var (status, said) = OftProcess.Run("aloha", "home", link.Path);
            for (var tries = 1; status != 0 && tries < 20; tries++)
            {
                Assert.Contains("no sign of life of the operator", said);
                (status, said) = OftProcess.Run("aloha", "home", link.Path);
            }
            Assert.True(status == 0, said);
            Assert.Equal(0, robot.State.Position.Span[0], 0.01);
        }
        Assert.Equal(0, OftProcess.Run("aloha", "stop", link.Path).Status);
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    // As long as a busy machine needs; what is waited for is judged, not how long it took.
    private static void Wait(Func<bool> holds)
    {
        for (var clock = Stopwatch.StartNew(); !holds(); Thread.Sleep(10)) Assert.True(clock.Elapsed < TimeSpan.FromMinutes(2), "nothing happened for two minutes");
    }
}
