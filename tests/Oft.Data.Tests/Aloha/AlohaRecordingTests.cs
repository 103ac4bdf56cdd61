using System.Security.Cryptography;
using Oft.Data.Aloha;
using Oft.Data.Rlds;
using Oft.Formats;
using Oft.Formats.Hdf5;

namespace Oft.Data.Tests.Aloha;

public sealed class AlohaRecordingTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public AlohaRecordingTests()
    {
        if (Hdf5File.LibraryVersion is null) Need.Missing("the HDF5 library (apt-get install libhdf5-103-1)");
    }

    public void Dispose() => folder.Dispose();

    [Fact]
    public void One_recording_gives_the_same_numbers_from_every_layout()
    {
        using var plain = Golden("contiguous");
        using var big = Golden("bigendian_f8");
        using var packed = Golden("jpeg_vlen");

        Assert.Equal(10, plain.Steps);
        Assert.Equal(plain.Qpos, big.Qpos);
        Assert.Equal(plain.Action, packed.Action);
        Assert.Equal(0.16014808416366577f, plain.Qpos[0]);                       // the first number of the recorder's golden row
        Assert.Equal(AlohaStorage.VariableJpeg, packed.Cameras[0].Storage);
    }

    [Fact]
    public void Red_and_blue_of_a_recorders_JPEG_are_put_back_in_their_places()     // Upstream: the recorder encodes RGB frames as BGR
    {
        Need.Library("libturbojpeg.so.0");
        using var packed = Golden("jpeg_vlen");
        Assert.Equal("780706ff0011064d9f9ae8aad7048a9b61c830071d5fb7ee77d24839fd9fe613", Convert.ToHexStringLower(SHA256.HashData(packed.Frame(packed.Cameras[0], 0).Pixels.Span)));
    }

    [Fact]
    public void A_filter_that_is_not_here_is_named()
    {
        using var recording = Golden("lzf");
        var error = Assert.Throws<DamagedFileException>(() => recording.Frame(recording.Cameras[0], 0));
        Assert.Contains("lzf", error.Message);
    }

    [Theory]
    [InlineData("jpeg_truncated_row", "frame 2 of 'cam_high'")]
    [InlineData("qpos_nan", "'/observations/qpos' is NaN at step 3, column 2")]
    public void What_is_wrong_inside_is_found_and_placed(string file, string words)
    {
        Need.Library("libturbojpeg.so.0");
        Assert.Contains(AlohaCheck.Look(Need.Golden($"data/aloha/{file}.hdf5")), x => x.Problem && x.Message.Contains(words));
    }

    [Fact]
    public void A_written_episode_is_read_back_and_split_as_the_reference_splits()
    {
        using (var writer = new AlohaWriter(folder["put_x_into_pot"], AlohaWriter.StandardCameras, simulated: true))
            for (var i = 0; i < 4; i++) writer.Write(Demonstrations.Make(5 + i, seed: i, Demonstrations.Bimanual));
        var files = AlohaRecording.Find(folder["put_x_into_pot"]);
        using (var recording = AlohaRecording.Open(files[1]))
        {
            var episode = Demonstrations.Make(6, seed: 1, Demonstrations.Bimanual);
            Assert.Equal("put x into pot", AlohaRecording.Sentence(files[1]));
            Assert.Equal(episode.Steps.SelectMany(x => x.Action.ToArray()).Select(x => (float)x), recording.Action);
            Assert.Equal(episode.Steps.SelectMany(x => x.Observation.Proprio.ToArray()).Select(x => (float)x), recording.Qpos);
            Assert.Equal(episode.Steps[4].Observation.Views[2].Rgb.ToArray(), recording.Frame(recording.Cameras.Single(x => x.Name == "cam_right_wrist"), 4).Pixels.ToArray());
            Assert.DoesNotContain(AlohaCheck.Look(files[1]), x => x.Problem);
        }

        AlohaPreprocessor.Run(AlohaSplit.Draw(files, 0.25, seed: 3), folder["ready"]);

        Assert.Equal(["episode_0.hdf5", "episode_1.hdf5", "episode_2.hdf5"], AlohaRecording.Find(folder["ready/train"]).Select(Path.GetFileName));
        using var prepared = AlohaRecording.Open(Assert.Single(AlohaRecording.Find(folder["ready/val"])));
        Assert.Equal((256, 256), (prepared.Cameras[0].Height, prepared.Cameras[0].Width));
        Assert.Equal(prepared.Action[14] - prepared.Action[0], prepared.RelativeAction![0]);
        Assert.Equal(prepared.RelativeAction[^28..^14], prepared.RelativeAction[^14..]);
    }

    // Promise 14 of the kit: from a recording to what training reads.
    [Fact]
    public void Recordings_become_a_data_set_that_training_reads_without_losing_a_step()
    {
        Need.Library("libturbojpeg.so.0");
        using (var writer = new AlohaWriter(folder["put_x_into_pot"], AlohaWriter.StandardCameras))
            for (var i = 0; i < 3; i++) writer.Write(Demonstrations.Make(30 + i, seed: i, Demonstrations.Bimanual));
        AlohaPreprocessor.Run(AlohaSplit.Of(AlohaRecording.Find(folder["put_x_into_pot"]), [0, 1, 2], 0.34), folder["put_x_into_pot_ready"]);

        Assert.Equal(3, AlohaConverter.Run(folder["put_x_into_pot_ready"], folder["sets"], "my_Pot_set"));

        var dataset = RldsDataset.Find(folder["sets"], "my_Pot_set");
        var train = dataset.Trajectories("train").ToList();
        var raw = Demonstrations.Make(31, seed: 1, Demonstrations.Bimanual);
        Assert.Equal([30, 31], train.Select(x => x.Steps));
        Assert.Equal([32], dataset.Trajectories("val").Select(x => x.Steps));
        Assert.Equal(raw.Steps.SelectMany(x => x.Action.ToArray()).Select(x => (float)x), train[1].Action);
        Assert.Equal(raw.Steps.SelectMany(x => x.Observation.Proprio.ToArray()).Select(x => (float)x), train[1].Proprio);
        Assert.Equal("put x into pot ready", train[0].Sentences[0]);
        Assert.Equal(7, train[1].Samples(dataset.Configuration.ChunkLength));
    }

    [Fact]
    public void The_number_held_out_is_cut_off_as_float64_has_it()                // Upstream: 100 · 0.29 = 28.999…
    {
        Assert.Equal(28, AlohaSplit.ValidationCount(100, 0.29));
        Assert.Equal(0, AlohaSplit.ValidationCount(19, 0.05));
    }

    private static AlohaRecording Golden(string name) => AlohaRecording.Open(Need.Golden($"data/aloha/{name}.hdf5"));
}
