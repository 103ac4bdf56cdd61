using Oft.Data.Rlds;
using Oft.Data.Sampling;
using Oft.Formats;
using Oft.Imaging.Files;

namespace Oft.Data.Tests.Rlds;

public sealed class RldsWriterTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Episodes_written_are_episodes_read()
    {
        Need.Library("libturbojpeg.so.0");
        var dataset = Demonstrations.Write(folder.Path, "Made_Here", 10, 8, 12);
        var read = dataset.Trajectories("train").ToList();

        Assert.Equal("made_here", Path.GetFileName(Path.GetDirectoryName(dataset.Path)));    // TFDS looks for lower case
        Assert.Equal([2L, 1], dataset.Info.Splits.Single().ShardLengths);
        Assert.Equal([10, 8, 12], read.Select(x => x.Steps));
        for (var i = 0; i < read.Count; i++)
        {
            var episode = Demonstrations.Make(read[i].Steps, seed: i + 1);
            for (var t = 0; t < read[i].Steps; t++)
            {
                var action = episode.Steps[t].Action.Span;
                Assert.Equal([.. action[..6].ToArray().Select(x => (float)x), action[6] > 0 ? 0f : 1f], read[i].Action[(t * 7)..(t * 7 + 7)]);
                Assert.Equal(episode.Steps[t].Observation.Proprio.ToArray().Select(x => (float)x), read[i].ProprioAt(t).ToArray());
                Assert.Equal(episode.Steps[t].Observation.Sentence, read[i].Sentences[t]);
            }
            var view = episode.Steps[3].Observation.Views[1];
            using var reader = new FrameReader();
            Assert.Equal(Jpeg.Encode(view.Rgb.Span, view.Width, view.Height), reader.Read(read[i].File, read[i].Pictures[1][3]));
        }
    }

    [Fact]
    public void The_same_episodes_give_the_same_bytes()
    {
        Need.Library("libturbojpeg.so.0");
        var one = Demonstrations.Write(folder["one"], "same", 9, 10);
        var two = Demonstrations.Write(folder["two"], "same", 9, 10);

        foreach (var (x, y) in one.Files().Zip(two.Files())) Assert.Equal(File.ReadAllBytes(x), File.ReadAllBytes(y));
    }

    [Fact]
    public void A_folder_is_continued_and_what_a_killed_run_left_behind_is_dropped()
    {
        Need.Library("libturbojpeg.so.0");
        var dataset = Demonstrations.Write(folder.Path, "made", 9);
        var shard = dataset.Files().Last();
        File.WriteAllBytes(shard, [.. File.ReadAllBytes(shard), 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16]);
        Assert.Throws<DamagedFileException>(() => dataset.Trajectories("train").Count());

        var continued = Demonstrations.Write(folder.Path, "made", 10, 11);

        Assert.Equal([9, 10, 11], continued.Trajectories("train").Select(x => x.Steps));
    }

    [Fact]
    public void A_step_that_does_not_fit_is_refused_and_nothing_is_written()
    {
        Need.Library("libturbojpeg.so.0");
        using var writer = new RldsWriter(folder.Path, RldsConfiguration.Libero("made"));

        Assert.Contains("expected 8", Assert.Throws<ArgumentException>(() => writer.Write(Demonstrations.Make(9, 1, Demonstrations.Robot with { ProprioWidth = 7 }))).Message);
        Assert.Contains("views", Assert.Throws<ArgumentException>(() => writer.Write(Demonstrations.Make(9, 1, Demonstrations.Robot with { Views = ["primary"] }))).Message);
        Assert.Empty(Directory.GetFiles(writer.Folder));
    }
}
