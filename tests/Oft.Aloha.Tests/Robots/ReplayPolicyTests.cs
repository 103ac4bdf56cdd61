using Oft.Aloha.Arms;
using Oft.Aloha.Control;
using Oft.Aloha.Gate;
using Oft.Aloha.Recording;
using Oft.Aloha.Robots;
using Oft.Aloha.Tests.Control;
using Oft.Contracts;

namespace Oft.Aloha.Tests.Robots;

public sealed class ReplayPolicyTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    private Journal Recorded(Rig rig)
    {
        var path = Path.Combine(folder.Path, Path.GetRandomFileName());
        using (var writer = new JournalWriter(path, new JournalHeader("task", "do it", RobotSpec.Aloha, "aloha-1", "test", false, DateTimeOffset.UnixEpoch, 1_000_000), TimeProvider.System, quality: null, capacity: 10_000)) rig.Records.ForEach(writer.Take);
        return Journal.Open(path);
    }

    private static Rig Replaying(ReplayPolicy recorded)
    {
        var rig = new Rig(x => x with { ChunkLength = recorded.Length, StepLimit = recorded.Length, StartFrom = GateProfile.Aloha1.Inside(recorded.First) });
        rig.Desk.Script = _ => (0, recorded.Act(null!), null);
        return rig;
    }

    [Fact]
    public void A_recording_is_played_again_from_its_first_pose_without_a_pause()
    {
        var first = new Rig().Started();
        first.Ticks(90);
        using var journal = Recorded(first);
        var recorded = ReplayPolicy.Of(journal);
        Assert.Equal(first.Robot.Sent.Count, recorded.Length);

        var rig = Replaying(recorded);
        double[] away = [0.6, .. AlohaRoutines.StartPose.Skip(1), 0.5, .. AlohaRoutines.StartPose, 0.5];
        rig.Robot.Inner.Send(away);
        rig.Ticks(20);
        rig.Cycle.Ready();
        rig.Tick();
        rig.Cycle.Start();
        rig.Tick();
        Assert.Equal(LoopMode.Ready, rig.Cycle.Mode);                            // not from there
        Assert.Contains("home first", rig.Records[^1].Note);
        Assert.Contains("home first", rig.Cycle.Reason);                         // which is what every operator is answered
        Assert.Empty(rig.Robot.Sent);

        rig.Cycle.Home();
        for (var ticks = 0; rig.Cycle.Mode != LoopMode.Ready || ticks == 0; ticks++)
        {
            Assert.True(ticks < 200, $"homing does not end: {rig.Cycle.Mode} {rig.Cycle.Reason}");
            rig.Tick();
        }
        Assert.Equal(recorded.First[0], rig.Robot.Sent[^1][0], 1e-6);
        rig.Robot.Sent.Clear();
        rig.Cycle.Start();
        rig.Tick();
        rig.UntilHeld();

        Assert.True(rig.Cycle.Done, rig.Cycle.Reason);
        Assert.Equal(recorded.Length, rig.Robot.Sent.Count);
        Assert.Equal(Enumerable.Range(0, recorded.Length), rig.Records.Where(x => x.Element >= 0).Select(x => x.Element));
        // What had passed the gate once passes it again; only the first steps differ, because this time the arms were there already.
        Assert.All(rig.Robot.Sent.Zip(first.Robot.Sent), x => Assert.All(Enumerable.Range(0, 14).Where(i => i % 7 != 6), i => Assert.Equal(x.Second[i], x.First[i], 0.01)));

        using var again = Recorded(rig);
        var (played, mean, largest, _) = recorded.Against(again);
        Assert.Equal(recorded.Length, played);
        Assert.InRange(largest, mean, 0.2);                                      // a gripper that began where the recording's only arrived
    }

    [Fact]
    public void What_cannot_be_played_is_refused_by_name()
    {
        double[][] states = [new double[14], new double[14]];
        Assert.Contains("no action", Assert.Throws<InvalidDataException>(() => new ReplayPolicy([], [])).Message);
        Assert.Contains("2 states for 1", Assert.Throws<InvalidDataException>(() => new ReplayPolicy(states, [new double[14]])).Message);
        Assert.Contains("number 3 of action 1", Assert.Throws<InvalidDataException>(() => new ReplayPolicy(states, [new double[14], [0, 0, 0, double.NaN, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]])).Message);
        Assert.Contains("action 1 of the recording has 2 numbers", Assert.Throws<InvalidDataException>(() => new ReplayPolicy(states, [new double[14], new double[2]])).Message);
    }
}
