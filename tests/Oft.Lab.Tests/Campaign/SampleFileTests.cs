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
    public void An_episode_gives_chunks_of_any_length_and_repeats_its_last_action_at_the_end()
    {
        SampleFile.Write(path, [[Made(1), Made(2)], [Made(3)]], "two episodes");

        using var file = SampleFile.Open(path, chunkLength: 3);
        Assert.Equal([1, 0.1, 2, 0.1, 2, 0.1], file.Sample(0, 0).Target.Values.ToArray());
        Assert.Equal([3, 0.1, 3, 0.1, 3, 0.1], file.Sample(1, 0).Target.Values.ToArray());
        var (actions, proprio) = (new FieldSummary(2), new FieldSummary(2));
        file.Summarize(actions, proprio);
        Assert.Equal((3, 3), (actions.Count, proprio.Count));
    }

    [Fact]
    public void A_file_of_something_else_is_refused_by_name()
    {
        Oft.Formats.Safetensors.SafetensorsWriter.Write(path, [(new TensorEntry("weights", ElementType.Float32, [1]), new byte[4])]);
        Assert.Contains("frames", Assert.Throws<DamagedFileException>(() => SampleFile.Open(path).Dispose()).Message);
    }

    public void Dispose() => File.Delete(path);

    private static ChunkSample Made(byte value) => new(
        new Observation([new CameraImage("left", 3, 2, Enumerable.Repeat(value, 18).ToArray()), new CameraImage("right", 3, 2, Enumerable.Repeat((byte)(value + 100), 18).ToArray())], new double[] { value, 0.5 }, "do it"),
        new ActionChunk(2, 2, new double[] { value, 0.1, 0.2, -value })) { TargetOffsets = new double[] { 0.01 * value } };
}
