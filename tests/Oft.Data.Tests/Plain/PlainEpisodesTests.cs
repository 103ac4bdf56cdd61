using Oft.Contracts;
using Oft.Data.Plain;
using Oft.Data.Sampling;
using Oft.Formats;

namespace Oft.Data.Tests.Plain;

public class PlainEpisodesTests : IDisposable
{
    private static readonly RobotSpec robot = new() { Name = "small", Views = ["front", "wrist"], ProprioWidth = 2, ActionWidth = 3, ChunkLength = 2, ControlRateHz = 10 };
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    private static Episode Made(ulong seed, int steps) => new("task", robot, seed, [.. Enumerable.Range(0, steps).Select(t =>
    {
        var pixels = new byte[6 * 6 * 3];
        new Random((int)seed * 100 + t).NextBytes(pixels);
        return new EpisodeStep(new Observation([.. robot.Views.Select(view => new CameraImage(view, 6, 6, pixels))], new double[] { t, seed }, "lift the cup"), new double[] { t, 2 * t, 1 }) { TargetOffsets = new double[] { 1, 2, 3, 4, 5, t } };
    })], EpisodeOutcome.Success);

    private void Write(params Episode[] episodes)
    {
        using var sink = new PlainEpisodeSink(folder.Path);
        foreach (var episode in episodes) sink.Write(episode);
    }

    [Fact]
    public void What_was_written_is_read()
    {
        var made = Made(7, 3);
        Write(made);
        var read = Assert.Single(PlainEpisodes.Read(folder.Path, robot));
        Assert.Equal((made.Task, made.Seed, made.Outcome), (read.Task, read.Seed, read.Outcome));
        foreach (var (one, other) in made.Steps.Zip(read.Steps))
        {
            Assert.Equal(one.Action.ToArray(), other.Action.ToArray());
            Assert.Equal(one.TargetOffsets.ToArray(), other.TargetOffsets.ToArray());
            Assert.Equal(one.Observation.Proprio.ToArray(), other.Observation.Proprio.ToArray());
            Assert.Equal(one.Observation.Sentence, other.Observation.Sentence);
            Assert.Equal(one.Observation.Views.Select(view => Convert.ToHexString(view.Rgb.Span)), other.Observation.Views.Select(view => Convert.ToHexString(view.Rgb.Span)));
        }
    }

    [Fact]
    public void Episodes_come_in_the_order_of_their_paths_and_resized()
    {
        Write(Made(12, 2), Made(3, 4));
        var read = PlainEpisodes.Read(folder.Path, robot, size: 4);
        Assert.Equal([3UL, 12UL], read.Select(episode => episode.Seed));
        Assert.All(read.SelectMany(episode => episode.Steps).SelectMany(step => step.Observation.Views), view => Assert.Equal((4, 4), (view.Width, view.Height)));
    }

    [Fact]
    public void A_budget_that_is_too_small_is_named()
    {
        Write(Made(1, 3), Made(2, 3));
        Assert.Contains("MiB", Assert.Throws<InvalidDataException>(() => PlainEpisodes.Read(folder.Path, robot, budgetBytes: 1000)).Message);
    }

    [Fact]
    public void A_missing_view_a_torn_picture_and_other_widths_are_named()
    {
        Write(Made(1, 3));
        Assert.Contains("'top'", Assert.Throws<DamagedFileException>(() => PlainEpisodes.Read(folder.Path, robot with { Views = ["top"] })).Message);
        Assert.Contains("'actions'", Assert.Throws<DamagedFileException>(() => PlainEpisodes.Read(folder.Path, robot with { ActionWidth = 7 })).Message);
        var strip = folder["task/000001/front.png"];
        File.WriteAllBytes(strip, File.ReadAllBytes(strip)[..^20]);
        Assert.Contains("front.png", Assert.Throws<DamagedFileException>(() => PlainEpisodes.Read(folder.Path, robot)).Message);
    }

    [Fact]
    public void A_folder_becomes_samples_and_an_empty_one_says_what_was_expected()
    {
        Write(Made(1, 5), Made(2, 1));
        var set = Assert.IsType<EpisodeSet>(new SampleFolder(robot, 6, 1 << 20).Open(folder.Path));
        Assert.Equal([4], set.Episodes);
        Assert.Equal(1, set.TooShort);
        Assert.Equal([2, 4, 1, 3, 6, 1], set.Sample(0, 2).Target.Values.ToArray());
        var repeating = new SampleFolder(robot, 6, 1 << 20, ChunkEnd.RepeatLast).Open(folder.Path);
        Assert.Equal([5, 1], repeating.Episodes);
        Assert.Equal([4, 8, 1, 4, 8, 1], repeating.Sample(0, 4).Target.Values.ToArray());
        using var empty = new TemporaryFolder();
        Assert.Contains("oft demos", Assert.Throws<InvalidDataException>(() => new SampleFolder(robot, 6, 1).Open(empty.Path)).Message);
    }
}
