using System.Collections.Concurrent;
using System.Diagnostics;
using Oft.Aloha.Control;
using Oft.Aloha.Gate;
using Oft.Aloha.Robots;
using Oft.Contracts;
using Oft.Host.Tests.Running;

namespace Oft.Host.Tests.Verbs;

/// <summary>A notebook's process drives a loop, and is killed or interrupted in mid-motion. What is judged is the loop's own record; limits of freshness are wide, so that a busy machine holds nothing.</summary>
[Collection("processes beside files")]
public sealed class AlohaKernelTests : IDisposable, IRobot, IPolicy, ITickSink
{
    private static readonly GateProfile profile = Patient.Profile;

    private const int Length = 2500;                                            // a hundred seconds from one answer: nobody waits for the next

    private readonly string folder = Directory.CreateTempSubdirectory("oft-kernel-").FullName;
    private readonly KinematicRobot robot = new(profile, TimeProvider.System);
    private readonly ConcurrentQueue<(string What, long Tick)> commands = new();
    private readonly ConcurrentQueue<TickRecord> records = new();
    private readonly PolicyDesk desk;
    private readonly ControlCycle cycle;
    private readonly ControlLoop loop;
    private readonly OperatorLink link;
    private Process? kernel;

    public AlohaKernelTests()
    {
        robot.Begin();
        desk = new PolicyDesk(this, TimeProvider.System);
        var view = new LoopView(this, TimeProvider.System);
        cycle = new ControlCycle(this, desk, new LoopOptions { Profile = profile, Sentence = "wave", Prepare = x => x, ChunkLength = Length }, TimeProvider.System, view, this);
        link = new OperatorLink(new OperatorDesk(cycle, view, TimeProvider.System), Path.Combine(folder, "oft-aloha.sock"));
        loop = new ControlLoop(cycle, profile.RateHz, TimeProvider.System);
        loop.Begin();
    }

    [Fact]
    public void A_kernel_that_is_killed_in_mid_motion_holds_the_arms_within_a_period_and_the_session_goes_on()
    {
        Driving();
        kernel!.Kill(entireProcessTree: true);
        Held("the operator's line was cut");
    }

    [Fact]
    public void A_cell_that_is_interrupted_in_mid_motion_holds_the_arms_within_a_period_and_the_session_goes_on()
    {
        Driving();
        using (var interrupt = Process.Start("kill", ["-INT", $"{kernel!.Id}"])) interrupt.WaitForExit();
        Held("the operator holds");
        Wait(() => kernel.HasExited);
    }

    private void Driving()
    {
        var notebook = OftProcess.Write(Path.Combine(folder, "drive.ipynb"), $"""
            #r "{Path.Combine(AppContext.BaseDirectory, "Oft.Lab.dll")}"
            var robot = Oft.Lab.Sessions.RobotSession.Join("{link.Path}");
            robot.Run("wave", seconds: 600)
            """);
        kernel = OftProcess.Start(new Dictionary<string, string>(), ["run", notebook, "--out", Path.Combine(folder, "out")]);
        Wait(() => commands.Count(x => x.What == "send") > 10);
    }

    private void Held(string why)
    {
        Wait(() => records.Any(x => x.Mode == LoopMode.Holding));
        var held = records.First(x => x.Mode == LoopMode.Holding);
        Assert.Contains(why, held.Note);
        var (before, after) = (commands.TakeWhile(x => x.What == "send").ToList(), commands.SkipWhile(x => x.What == "send").ToList());
        Assert.True(before.Count > 10, $"only {before.Count} actions were sent");
        Assert.InRange(held.Tick - after[0].Tick, 0, 1);                        // the pose was commanded in the tick that heard it, or between it and the one before
        Assert.All(after, x => Assert.Equal("hold", x.What));
        Assert.All(records.Where(x => x.Tick >= held.Tick), x => Assert.Null(x.Sent));

        using var again = new OperatorClient(link.Path);
        Wait(() => again.Say(cycle.Mode == LoopMode.Running ? "beat" : "start") is not null && commands.Count(x => x.What == "send") > before.Count + 5);
    }

    // Waves a little with the left waist.
    ActionChunk IPolicy.Act(Observation observation)
    {
        var values = new List<double>();
        for (var k = 0; k < Length; k++)
        {
            var pose = profile.PoseOf(profile.StartPose, _ => 0);
            pose[0] = 0.1 * Math.Sin(k / 30.0);
            values.AddRange(pose);
        }
        return new(Length, profile.Width, values.ToArray());
    }

    RobotSpec IRobot.Spec => robot.Spec;

    RobotState? IRobot.State => robot.State;

    IReadOnlyList<RobotFrame?> IRobot.Frames => robot.Frames;

    string? IRobot.Trouble => null;

    void IRobot.Send(ReadOnlySpan<double> action)
    {
        commands.Enqueue(("send", cycle.Tick));
        robot.Send(action);
    }

    void IRobot.Hold(ReadOnlySpan<double> measured)
    {
        commands.Enqueue(("hold", cycle.Tick));
        robot.Hold(measured);
    }

    void ITickSink.Take(TickRecord record) => records.Enqueue(record);

    void ITickSink.Take(PolicyAnswer answer, string verdict)
    {
    }

    public void Dispose()
    {
        if (kernel is { HasExited: false }) kernel.Kill(entireProcessTree: true);
        kernel?.Dispose();
        loop.Dispose();
        link.Dispose();
        desk.Dispose();
        robot.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    // As long as a busy machine needs; what is waited for is judged, not how long it took.
    private static void Wait(Func<bool> holds)
    {
        for (var clock = Stopwatch.StartNew(); !holds(); Thread.Sleep(10)) Assert.True(clock.Elapsed < TimeSpan.FromMinutes(3), "nothing happened for three minutes");
    }
}
