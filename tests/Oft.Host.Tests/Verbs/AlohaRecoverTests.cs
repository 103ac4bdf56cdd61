using Oft.Aloha.Control;
using Oft.Aloha.Gate;
using Oft.Aloha.Recording;
using Oft.Aloha.Robots;
using Oft.Contracts;
using Oft.Data.Aloha;
using Oft.Host.Verbs;

namespace Oft.Host.Tests.Verbs;

// A process that is started while an HDF5 file is open inherits its lock: one after the other.
[Collection("processes beside files")]
public sealed class AlohaRecoverTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    private string Killed()
    {
        var path = Path.Combine(folder.Path, "run.journal");
        using var robot = new KinematicRobot(GateProfile.Simulated, TimeProvider.System);
        using (var writer = new JournalWriter(path, new JournalHeader("put_red_pepper_into_pot", "put the red pepper into the pot", robot.Spec, "aloha-simulated", "a test", false, DateTimeOffset.UnixEpoch, TimeProvider.System.TimestampFrequency), TimeProvider.System, quality: null, capacity: 1000))
            for (var tick = 1; tick <= 40; tick++)
            {
                robot.Advance();
                double[] sent = [.. Enumerable.Range(0, 14).Select(i => 0.01 * i + 0.001 * tick)];
                writer.Take(new TickRecord(tick, tick, DateTimeOffset.UnixEpoch, LoopMode.Running, robot.State, robot.Frames, sent, sent, GateRule.None, 1, tick, false, null));
            }
        File.WriteAllBytes(path, File.ReadAllBytes(path)[..^200]);
        return path;
    }

    [Fact]
    public async Task A_killed_recording_becomes_an_aloha_file_that_the_reader_takes()
    {
        var to = Path.Combine(folder.Path, "put_red_pepper_into_pot");

        Assert.Equal(0, await AlohaVerb.Create().Parse(["recover", Killed(), "--to", to]).InvokeAsync(cancellationToken: TestContext.Current.CancellationToken));

        using var recording = AlohaRecording.Open(Path.Combine(to, "episode_0.hdf5"));
        Assert.Equal(39, recording.Steps);                                       // the last tick was cut
        Assert.Equal(["cam_high", "cam_left_wrist", "cam_right_wrist"], recording.Cameras.Select(x => x.Name));
    }

    [Fact]
    public async Task It_becomes_a_tfds_data_set_as_well()
    {
        Assert.Equal(0, await AlohaVerb.Create().Parse(["recover", Killed(), "--to", folder.Path, "--rlds", "put_pepper"]).InvokeAsync(cancellationToken: TestContext.Current.CancellationToken));

        Assert.True(File.Exists(Path.Combine(folder.Path, "put_pepper", "1.0.0", "dataset_info.json")));
    }
}
