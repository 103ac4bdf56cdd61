using Oft.Aloha.Control;
using Oft.Aloha.Recording;
using Oft.Aloha.Robots;
using Oft.Aloha.Teleoperation;
using Oft.Aloha.Gate;
using Oft.Aloha.Tests.Control;
using Oft.Contracts;

namespace Oft.Aloha.Tests.Robots;

public sealed class ReplayTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    private sealed class Same : IPolicy
    {
        public int Asked { get; private set; }

        public ActionChunk Act(Observation observation)
        {
            Asked++;
            return Rig.Gentle(shift: 0.1);
        }
    }

    private Journal Recorded(Action<JournalWriter> write, bool teleoperated = false)
    {
        var path = Path.Combine(folder.Path, Path.GetRandomFileName());
        using (var writer = new JournalWriter(path, new JournalHeader("task", "do it", RobotSpec.Aloha, "aloha-simulated", "test", teleoperated, DateTimeOffset.UnixEpoch, 1_000_000), TimeProvider.System, quality: null, capacity: 10_000)) write(writer);
        return Journal.Open(path);
    }

    [Fact]
    public void A_recording_is_a_robot_that_says_what_was_said_and_takes_no_commands()
    {
        var rig = new Rig().Started();
        rig.Ticks(30);
        var time = new ManualTime();
        using var robot = new ReplayRobot(Recorded(x => rig.Records.ForEach(x.Take)), time);
        foreach (var record in rig.Records)
        {
            Assert.Equal(record.State!.Position.ToArray(), robot.State!.Position.ToArray());
            Assert.True(record.Frames[2]!.Image.Rgb.Span.SequenceEqual(robot.Frames[2]!.Image.Rgb.Span));
            Assert.Equal(time.GetTimestamp(), robot.State.Received);
            time.Advance(0.04);
            robot.Send(new double[14]);
            robot.Advance();
        }
        Assert.True(robot.Ended);
    }

    [Fact]
    public void Shadow_mode_asks_at_every_chunk_and_measures_the_difference()
    {
        var rig = new Rig().Started();
        rig.Ticks(120);
        using var journal = Recorded(x => rig.Records.ForEach(x.Take));
        var policy = new Same();
        var run = ShadowRun.Over(journal, policy);

        Assert.Equal((run.Steps.Count + 24) / 25, policy.Asked);
        Assert.Equal(0.1, run.MeanDifference[0], 0.05);
        Assert.Equal(0, run.MeanDifference[3], 1e-9);
        Assert.All(run.Steps, x => Assert.Equal(x.Tick % 25 == 0, x.Boundary));
    }

    [Fact]
    public void Keys_lead_one_arm_at_a_time_through_the_gate_and_the_record_keeps_what_they_wanted()
    {
        var time = new ManualTime();
        using var robot = new KinematicRobot(GateProfile.Simulated, time, width: 8, height: 6);
        var keys = new Queue<char?>(['1', '1', null, '\t', '2', 'o', 'o', 'o', 'o', 'o', 'o', 'o', 'o', 'o', 'o', 'o', 'o', null]);
        using var journal = Recorded(writer =>
        {
            var run = new TeleoperationRun(robot, new KeyboardLeader(() => keys.Count > 0 ? keys.Dequeue() : null), GateProfile.Simulated, time, writer);
            for (var i = 0; i < 40; i++)
            {
                time.Advance(0.04);
                robot.Advance();
                if (i == 39) keys.Enqueue('\u001b');
                Assert.Equal(i < 39, run.Step());
            }
        }, teleoperated: true);

        Assert.Equal(0.08, robot.Goal[0], 1e-9);                                 // two steps of the left waist
        Assert.Equal(-0.92, robot.Goal[8], 1e-9);                                // one of the right shoulder
        Assert.Equal(1, robot.Goal[13], 1e-9);                                   // the gripper no farther than open
        Assert.Equal(1.2, journal.ToEpisode().Steps[^1].Action.Span[13], 0.01);  // and the record keeps that more was wanted
    }

    [Fact]
    public void An_expert_leads_until_its_task_is_done()
    {
        var time = new ManualTime();
        using var robot = new KinematicRobot(GateProfile.Simulated, time, width: 8, height: 6);
        var (steps, policy) = (0, new Same());
        using var journal = Recorded(writer =>
        {
            var leader = new PolicyLeader(policy, () => new Observation([.. robot.Frames.Select(x => x!.Image)], robot.State!.Position, "do it"), () => steps >= 60);
            var run = new TeleoperationRun(robot, leader, GateProfile.Simulated, time, writer);
            for (; run.Step(); steps++)
            {
                time.Advance(0.04);
                robot.Advance();
            }
        }, teleoperated: true);

        Assert.Equal((60, 3), (steps, policy.Asked));
        Assert.Equal(60, journal.ToEpisode().Steps.Count);
    }
}
