using Oft.Aloha.Arms;
using Oft.Aloha.Control;
using Oft.Aloha.Gate;
using Oft.Aloha.Recording;
using Oft.Aloha.Robots;
using Oft.Contracts;
using Oft.Host.Tests.Running;

namespace Oft.Host.Tests.Verbs;

[Collection("processes beside files")]
public sealed class AlohaReplayTests : IDisposable
{
    private const int Recorded = 3000;                                          // two minutes: as long may an answer take, so that a busy machine holds nothing

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    // A waist that turns a little, as it was sent.
    private string Journal()
    {
        var path = Path.Combine(folder.Path, "run.journal");
        using var robot = new KinematicRobot(GateProfile.Simulated, TimeProvider.System);
        using var writer = new JournalWriter(path, new JournalHeader("wave", "wave", robot.Spec, "aloha-simulated", "a test", false, DateTimeOffset.UnixEpoch, TimeProvider.System.TimestampFrequency), TimeProvider.System, quality: null, capacity: 2 * Recorded);
        for (var tick = 1; tick <= Recorded; tick++)
        {
            double[] sent = [0.3 + 0.005 * Math.Min(tick, 30), .. AlohaRoutines.StartPose.Skip(1), 0, .. AlohaRoutines.StartPose, 0];
            writer.Take(new TickRecord(tick, tick, DateTimeOffset.UnixEpoch, LoopMode.Running, robot.State, robot.Frames, sent, sent, GateRule.None, 1, tick, false, null));
        }
        return path;
    }

    [Fact]
    public void A_recording_is_played_on_a_robot_after_homing_and_leaves_a_page()
    {
        var (page, journal) = (Path.Combine(folder.Path, "replay.html"), Path.Combine(folder.Path, "again.journal"));

        var profile = Patient.Write(folder.Path);
        var (status, said) = OftProcess.Run("aloha", "replay", Journal(), "--kinematic", "--profile", profile, "--unattended", "--steps", "30", "--record", journal, "--report", page);

        Assert.True(status == 0, said);
        Assert.Contains("30 of 3000 actions played", said);
        Assert.True(said.IndexOf("Homing", StringComparison.Ordinal) is >= 0 and var homing && homing < said.IndexOf("Running", StringComparison.Ordinal), said);
        Assert.Contains("a replay of run.journal", File.ReadAllText(page));
        using var again = Oft.Aloha.Recording.Journal.Open(journal);
        Assert.Equal(0.45, again.Ticks.Last(x => x.Sent.Length > 0).Sent[0], 1e-6);
    }

    [Fact]
    public void An_aloha_recording_is_played_as_well()
    {
        var page = Path.Combine(folder.Path, "replay.html");
        var (status, said) = OftProcess.Run("aloha", "replay", Need.Shared("golden/aloha/hdf5/raw/episode_3.hdf5"), "--kinematic", "--profile", Patient.Write(folder.Path), "--unattended", "--report", page);

        Assert.True(status == 0, said);
        Assert.Contains("30 of 30 actions played", said);
        Assert.Contains("a replay of episode_3.hdf5", File.ReadAllText(page));

        (status, said) = OftProcess.Run("aloha", "replay", Need.Shared("golden/aloha/hdf5/broken/qpos_13_columns.hdf5"), "--kinematic", "--unattended");
        Assert.Equal(2, status);
        Assert.Contains("qpos", said);
    }

    [Fact]
    public void A_dry_run_says_what_would_be_done_and_does_nothing()
    {
        var record = Path.Combine(folder.Path, "new.journal");
        // Nobody is at port 1: neither master nor policy.
        var (status, said) = OftProcess.Run("aloha", "replay", Journal(), "--master", "http://127.0.0.1:1", "--record", record, "--dry-run");
        Assert.Equal(1, status);
        Assert.Contains("dry run: would go slowly to the first pose", said);
        Assert.Contains("play 3000 of its 3000 actions", said);
        Assert.Contains("aloha-1", said);
        Assert.Contains("/puppet_left/commands/joint_group", said);
        Assert.Matches("FAIL master .*does not answer", said);
        Assert.False(File.Exists(record));

        (status, said) = OftProcess.Run("aloha", "run", "--sentence", "wave", "--kinematic", "--server", "http://127.0.0.1:1/act", "--dry-run");
        Assert.Equal(1, status);
        Assert.Matches("(ok  |FAIL) joints", said);
        Assert.Matches("FAIL policy", said);
        Assert.DoesNotContain("the operator is heard", said);
    }
}
