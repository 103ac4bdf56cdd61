using Oft.Contracts;
using Oft.Formats;
using Oft.Lab.Campaign;

namespace Oft.Lab.Tests.Campaign;

public sealed class SampleFileTests : IDisposable
{
    private readonly string path = Path.Combine(Path.GetTempPath(), $"oft-samples-{Guid.NewGuid():N}.safetensors");

    [Fact]
    public void Clips_come_back_as_they_were_written()
    {
        IReadOnlyList<IReadOnlyList<ChunkSample>> episodes = [[Made(1), Made(2)], [Made(3)]];
        SampleFile.Write(path, episodes, "three of a kind", counted: false);

        using var file = SampleFile.Open(path);
        Assert.Equal([2, 1], file.Episodes);
        Assert.Equal("three of a kind", file.Identity);
        foreach (var (written, read) in new[] { (episodes[0][1], file.Sample(0, 1)), (episodes[1][0], file.Sample(1, 0)) })
        {
            Assert.Equal(written.Observation.Sentence, read.Observation.Sentence);
            Assert.Equal(written.Observation.Views.Select(view => view.Name), read.Observation.Views.Select(view => view.Name));
            Assert.All(written.Observation.Views.Zip(read.Observation.Views), pair => Assert.True(pair.First.Rgb.Span.SequenceEqual(pair.Second.Rgb.Span)));
            Assert.Equal(written.Observation.Proprio.ToArray(), read.Observation.Proprio.ToArray());
            Assert.Equal(written.Target.Values.ToArray(), read.Target.Values.ToArray());
            Assert.Equal(written.TargetOffsets.ToArray(), read.TargetOffsets.ToArray());
        }
    }

    [Fact]
    public void Shorter_chunks_are_the_beginning_of_what_was_written_and_longer_ones_are_refused()
    {
        SampleFile.Write(path, [[Made(1), Made(2)], [Made(3)]], "two episodes");

        using var file = SampleFile.Open(path, chunkLength: 1);
        Assert.Equal([2, 0.1], file.Sample(0, 1).Target.Values.ToArray());
        Assert.Equal([3, 0.1], file.Sample(1, 0).Target.Values.ToArray());
        Assert.Contains("1 to 2", Assert.Throws<ArgumentException>(() => SampleFile.Open(path, chunkLength: 3).Dispose()).Message);
        var (actions, proprio) = (new FieldSummary(2), new FieldSummary(2));
        file.Summarize(actions, proprio);
        Assert.Equal((3, 3), (actions.Count, proprio.Count));
    }

    [Fact]
    public void Each_frame_keeps_its_own_sentence()
    {
        SampleFile.Write(path, [[Made(1), Made(2, "then do that")], [Made(3)]], "two sentences");

        using var file = SampleFile.Open(path);
        Assert.Equal(["do it", "then do that", "do it"], new[] { file.Sample(0, 0), file.Sample(0, 1), file.Sample(1, 0) }.Select(sample => sample.Observation.Sentence));
    }

    [Fact]
    public void A_demonstration_kept_thinly_has_its_first_frame_every_so_manieth_and_the_chunks_of_the_whole()
    {
        Need.Library("libmujoco.so");
        var folder = Directory.CreateTempSubdirectory("oft-thin-").FullName;
        try
        {
            var (all, thin) = (new SampleOrder("mini_base", 1, 0, [0]), new SampleOrder("mini_base", 1, 0, [0], Every: 3));
            foreach (var order in new[] { all, thin }) order.Draw(folder, 1, TestContext.Current.CancellationToken);
            using var whole = SampleFile.Open(all.DemonstrationFiles(folder).Single());
            using var third = SampleFile.Open(thin.DemonstrationFiles(folder).Single());
            Assert.Equal((whole.Episodes[0] + 2) / 3, third.Episodes[0]);
            for (var i = 0; i < third.Episodes[0]; i++)
            {
                Assert.Equal(whole.Sample(0, 3 * i).Target.Values.ToArray(), third.Sample(0, i).Target.Values.ToArray());
                Assert.True(whole.Sample(0, 3 * i).Observation.Views[0].Rgb.Span.SequenceEqual(third.Sample(0, i).Observation.Views[0].Rgb.Span));
            }
            // A chunk reaches over frames that are not kept: its fourth action is the next kept frame's first.
            Assert.Equal(third.Sample(0, 1).Target.Values[..7].ToArray(), third.Sample(0, 0).Target.Values[21..28].ToArray());
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void A_file_of_something_else_is_refused_by_name()
    {
        Oft.Formats.Safetensors.SafetensorsWriter.Write(path, [(new TensorEntry("weights", ElementType.Float32, [1]), new byte[4])]);
        Assert.Contains("frames", Assert.Throws<DamagedFileException>(() => SampleFile.Open(path).Dispose()).Message);
    }

    public void Dispose() => File.Delete(path);

    private static ChunkSample Made(byte value, string sentence = "do it") => new(
        new Observation([new CameraImage("left", 3, 2, Enumerable.Repeat(value, 18).ToArray()), new CameraImage("right", 3, 2, Enumerable.Repeat((byte)(value + 100), 18).ToArray())], new double[] { value, 0.5 }, sentence),
        new ActionChunk(2, 2, new double[] { value, 0.1, 0.2, -value })) { TargetOffsets = new double[] { 0.01 * value } };
}
