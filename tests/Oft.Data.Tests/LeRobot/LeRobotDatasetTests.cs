using System.Security.Cryptography;
using Oft.Data.Doctor;
using Oft.Data.LeRobot;
using Oft.Formats;

namespace Oft.Data.Tests.LeRobot;

public sealed class LeRobotDatasetTests : IDisposable
{
    // The first half of the SHA-256 of each frame's RGB bytes as lerobot 0.3.3 returned them: expected.json beside the recorded folder.
    private static readonly string[] frames = [
        "66358dae79f0441c", "d979be0a84e3acf1", "40a9168cee00ef8c", "92ecf4580fbd274d",
        "87cc0a69bd970ab2", "182daca0dda7dab8", "471b735c65960202", "f671f4a5e55262b9",
        "c60c5c6921b730c7", "b97b679d8ab57a8f", "bec426c5ebb64d51", "8ddda9c0b14b08af",
    ];

    private readonly TemporaryFolder folder = new();

    public LeRobotDatasetTests()
    {
        Need.Program("ffmpeg");
        foreach (var file in Directory.GetFiles(Need.Golden("data/lerobot"), "*", SearchOption.AllDirectories))
        {
            var place = folder[Path.GetRelativePath(Need.Golden("data/lerobot"), file)];
            Directory.CreateDirectory(Path.GetDirectoryName(place)!);
            File.Copy(file, place);
        }
    }

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Every_frame_is_the_one_the_package_returns_in_whatever_order_it_is_asked_for()
    {
        using var dataset = LeRobotDataset.Open(folder.Path);
        Assert.Equal((2, 12L, 10.0), (dataset.Episodes.Count, dataset.Frames, dataset.Info.FramesPerSecond));
        var camera = dataset.Info.Cameras.Single().Key;
        foreach (var row in (int[])[0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 3, 9, 1, 0, 11])
        {
            var episode = dataset.EpisodeOf(row);
            var picture = dataset.Picture(camera, episode, (int)(row - episode.From));
            Assert.Equal(frames[row], Convert.ToHexStringLower(SHA256.HashData(picture.Pixels.Span))[..16]);
        }
    }

    [Fact]
    public void A_window_beyond_the_episode_repeats_its_last_row_and_says_so()
    {
        using var dataset = LeRobotDataset.Open(folder.Path);
        var window = dataset.Window(4, [-0.5, 0, 0.1, 0.2, 0.3]);
        Assert.Equal([0, 4, 5, 5, 5], window.Rows);
        Assert.Equal([true, false, false, true, true], window.Padded);
        Assert.Throws<ArgumentException>(() => dataset.Window(4, [0.05]));
    }

    [Fact]
    public void Statistics_are_computed_over_all_frames_and_agree_with_what_the_episodes_carry()
    {
        using var dataset = LeRobotDataset.Open(folder.Path);
        var (computed, carried) = (LeRobotStatistics.Of(dataset, "action"), LeRobotStoredStatistics.Read(dataset)!["action"]);
        for (var i = 0; i < 7; i++)
        {
            Assert.Equal(carried["mean"][i], computed.Mean[i], 1e-6);             // the package's sums are float32
            Assert.Equal(carried["std"][i], computed.Std[i], 1e-6);
            Assert.InRange(computed.Q99[i], computed.Mean[i], computed.Max[i]);
        }
    }

    [Fact]
    public void A_sound_data_set_has_no_problem_and_the_doctor_reads_it()
    {
        Assert.DoesNotContain(LeRobotCheck.Look(folder.Path), x => x.Severity == Severity.Problem);
        var report = DatasetDoctor.Examine(folder.Path);
        Assert.Equal(("lerobot", 2, 12L), (report.Format, report.Episodes, report.Steps));
    }

    [Theory]
    [InlineData("meta/info.json", "\"total_frames\": 12", "\"total_frames\": 99", "total_frames")]
    [InlineData("meta/info.json", "\"fps\": 10", "\"fps\": 20", "timestamp")]
    [InlineData("meta/info.json", "v2.1", "v9.0", "codebase_version")]
    [InlineData("meta/info.json", "\"videos/", "\"../../videos/", "leaves")]
    [InlineData("meta/tasks.jsonl", "\"task_index\": 1", "\"task_index\": 7", "task_index")]
    [InlineData("meta/episodes.jsonl", "\"length\": 6", "\"length\": 9", "rows")]
    public void What_the_package_does_not_notice_is_named(string file, string from, string to, string named)
    {
        var text = File.ReadAllText(folder[file]);
        Assert.Contains(from, text);
        File.WriteAllText(folder[file], text.Replace(from, to));
        Assert.Contains(LeRobotCheck.Look(folder.Path), x => x.Severity == Severity.Problem && x.Message.Contains(named));
    }

    [Theory]
    [InlineData("data/chunk-000/episode_000001.parquet")]
    [InlineData("videos/chunk-000/observation.images.front/episode_000001.mp4")]
    [InlineData("meta/info.json")]
    public void A_file_that_is_missing_or_cut_is_named(string file)
    {
        var bytes = File.ReadAllBytes(folder[file]);
        File.WriteAllBytes(folder[file], bytes[..(bytes.Length / 2)]);
        Assert.Contains(LeRobotCheck.Look(folder.Path), x => x.Severity == Severity.Problem && x.Message.Contains(file));
        File.Delete(folder[file]);
        Assert.Contains(LeRobotCheck.Look(folder.Path), x => x.Severity == Severity.Problem && x.Message.Contains(file));
    }

    [Fact]
    public void A_parquet_file_keeps_its_error_inside_the_room()
    {
        File.WriteAllBytes(folder["data/chunk-000/episode_000000.parquet"], new byte[100]);
        using var dataset = LeRobotDataset.Open(folder.Path);
        Assert.Throws<DamagedFileException>(() => dataset.Column("action"));
    }
}
