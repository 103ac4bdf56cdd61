using Oft.Aloha.Control;
using Oft.Aloha.Gate;
using Oft.Aloha.Robots;
using Oft.Contracts;
using Oft.Lab.Sessions;

namespace Oft.Lab.Tests.Sessions;

public sealed class RobotSessionTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("oft-session-").FullName;

    // Holds the pose it is asked about, closed grippers as well.
    private sealed class StillPolicy(GateProfile profile) : IPolicy
    {
        public string Sentence { get; private set; } = "";

        public ActionChunk Act(Observation observation)
        {
            Sentence = observation.Sentence;
            var pose = profile.CommandOf(observation.Proprio.Span);
            return new ActionChunk(25, 14, (double[])[.. Enumerable.Repeat(pose, 25).SelectMany(x => x)]);
        }
    }

    [Fact]
    public void A_cell_checks_shadows_runs_and_stops_a_loop_and_leaving_it_holds()
    {
        // Wide limits, and an end by steps: what happens is judged, not how busy the machine is.
        var (profile, time) = (GateProfile.Simulated with { Freshness = new FreshnessLimit(300, 300, 0.05, 3, 300, null, 300, 300, 300) }, TimeProvider.System);
        using var robot = new KinematicRobot(profile, time);
        robot.Begin();
        var policy = new StillPolicy(profile);
        using var desk = new PolicyDesk(policy, time);
        var view = new LoopView(robot, time);
        var cycle = new ControlCycle(robot, desk, new LoopOptions { Profile = profile, Sentence = "wait", StepLimit = 5 }, time, view);
        using var link = new OperatorLink(new OperatorDesk(cycle, view, time, () => PreFlight.ToJson(PreFlight.Look(robot, profile, time, () => (policy.Act(new Observation([], robot.State!.Position, "")), TimeSpan.Zero)))), Path.Combine(folder, "socket"));
        using var loop = new ControlLoop(cycle, profile.RateHz, time);
        loop.Begin();

        using (var session = RobotSession.Join(link.Path))
        {
            var list = session.Check();
            Assert.Equal(["limits", "robot", "joints", "cameras", "place", "policy"], list.Select(x => x.Name));
            Assert.All(list, x => Assert.True(x.Passed, $"{x.Name}: {x.Found}"));

            var shadow = Done(() => session.Shadow("put the corn into the pot", seconds: 120));
            Assert.Equal("put the corn into the pot", policy.Sentence);
            Assert.Equal((LoopMode.Holding, 0L, 0L), (shadow.Mode, shadow.Sent, robot.Commands));

            var run = Done(() => session.Run("put the pepper into the pot", seconds: 120));
            Assert.Equal(LoopMode.Holding, run.Mode);
            Assert.True(run.Sent > 0);
            Assert.Contains("put the pepper into the pot", run.ToText());
            Assert.Contains("<table>", run.ToHtml());
            Assert.Equal(LoopMode.Holding, session.Stop().Mode);
        }
        using var again = RobotSession.Join(link.Path);
        Assert.Equal(LoopMode.Holding, again.Now.Mode);
    }

    // A busy machine may answer too late, and the arms hold: then once more.
    private static RobotView Done(Func<RobotView> drive)
    {
        var view = drive();
        for (var tries = 1; view.Reason != "5 steps are done"; tries++, view = drive()) Assert.True(tries < 20, $"it never came to its end: {view.Reason}");
        return view;
    }

    [Fact]
    public void A_robot_whose_camera_is_missing_and_a_policy_that_answers_nonsense_are_red()
    {
        var profile = GateProfile.Simulated;
        using var robot = new KinematicRobot(profile, TimeProvider.System);
        var list = PreFlight.Look(robot, profile, TimeProvider.System, () => (new ActionChunk(1, 14, new double[14]), TimeSpan.Zero));
        Assert.Contains("[1, 14]", Assert.Single(list, x => !x.Passed && x.Name == "policy").Found);
        Assert.Contains("no route", Assert.Single(PreFlight.Look(robot, profile, TimeProvider.System, () => throw new IOException("no route")), x => x.Name == "policy").Found);
        Assert.Equal(list, PreFlight.Read(PreFlight.ToJson(list)));
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);
}
