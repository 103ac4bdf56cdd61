using System.Diagnostics;
using System.Text.Json;
using Oft.Contracts;
using Oft.Evaluation.Episodes;
using Oft.Imaging.Files;
using Oft.Lab.Reports;

namespace Oft.Lab.Tests.Reports;

public class FilmTests
{
    [Fact]
    public void A_strip_is_its_frames_side_by_side()
    {
        var strip = Png.Decode(FilmStrip.Encode([Frame(10), Frame(20), Frame(30)]));
        Assert.Equal((9, 2, 3), (strip.Width, strip.Height, strip.Channels));
        for (var x = 0; x < 9; x++)
            for (var y = 0; y < 2; y++)
                Assert.Equal(10 * (x / 3 + 1) + y * 3 + x % 3, strip.Pixels.Span[(y * 9 + x) * 3]);
    }

    [Fact]
    public void Frames_of_different_sizes_are_refused() =>
        Assert.Throws<ArgumentException>(() => FilmStrip.Encode([Frame(1), new CameraImage("front", 1, 1, new byte[3])]));

    [Theory]
    [InlineData(false, 1 + 3)]              // asked at steps 0, 4 and 8 of ten, and the end
    [InlineData(true, 1 + 10)]
    public void A_recorder_keeps_what_the_policy_saw_or_every_step(bool everyStep, int frames)
    {
        var kept = 0;
        var recorder = new FilmRecorder(everyStep, (film, outcome) => kept = outcome == EpisodeOutcome.Failure ? film.Frames.Count : -1);
        Run(recorder);
        Assert.Equal(frames, kept);
        using var trace = JsonDocument.Parse(recorder.TraceJson());
        Assert.Equal(10, trace.RootElement.GetProperty("actions").GetArrayLength());
        Assert.Equal([0, 4, 8], trace.RootElement.GetProperty("asked").EnumerateArray().Select(step => step.GetInt32()));
        Assert.Equal("stand still", trace.RootElement.GetProperty("sentence").GetString());
    }

    [Fact]
    public void A_thinned_film_keeps_its_first_and_last_picture()
    {
        var recorder = new FilmRecorder(everyStep: true, (_, _) => { });
        Run(recorder);
        var thinned = recorder.Thinned(4);
        Assert.Equal([0, 3, 7, 10], thinned.Select(frame => (int)frame.Rgb.Span[0]));
    }

    [Fact]
    public void Without_ffmpeg_the_error_says_so()
    {
        using var folder = new TemporaryFolder();
        Assert.Contains("no-such-ffmpeg", Assert.Throws<InvalidOperationException>(() => MovingFilm.Write([Frame(1)], 20, folder["film.mp4"], "no-such-ffmpeg")).Message);
    }

    [Theory]
    [InlineData("film.mp4", "h264")]
    [InlineData("film.gif", "gif")]
    public void A_film_has_every_picture_and_sides_that_players_take(string name, string codec)
    {
        Need.Program("ffmpeg");
        using var folder = new TemporaryFolder();
        MovingFilm.Write([Frame(1), Frame(60), Frame(120)], 20, folder[name]);

        using var probe = Process.Start(new ProcessStartInfo(Need.Program("ffprobe"), ["-v", "error", "-count_frames", "-show_entries", "stream=codec_name,width,height,nb_read_frames", "-of", "csv=p=0", folder[name]]) { RedirectStandardOutput = true })!;
        Assert.Equal(codec == "h264" ? "h264,4,2,3" : "gif,3,2,3", probe.StandardOutput.ReadToEnd().Trim());
    }

    private static void Run(FilmRecorder recorder)
    {
        using var world = new Still();
        new EpisodeRunner(new EpisodeSettings { Executed = 4, StepLimit = 10 }).Run(world, new Four(), 0, 1, recorder);
    }

    private static CameraImage Frame(int first) => new("front", 3, 2, Enumerable.Range(0, 6).SelectMany(i => new byte[] { (byte)(first + i), 0, 0 }).ToArray());

    private sealed class Four : IPolicy
    {
        public ActionChunk Act(Observation observation) => new(4, 1, new double[4]);
    }

    // Its picture counts the steps.
    private sealed class Still : IWorld
    {
        private int steps;

        public RobotSpec Robot { get; } = new() { Name = "still", Views = ["front"], ProprioWidth = 0, ActionWidth = 1, ChunkLength = 4, ControlRateHz = 20 };

        public string Sentence => "stand still";

        public int StepLimit => 100;

        public bool Success => false;

        public void Reset(int initialState, ulong seed) => steps = 0;

        public void Step(ReadOnlySpan<double> action) => steps++;

        public Observation Observe() => new([new CameraImage("front", 1, 1, new byte[] { (byte)steps, 0, 0 })], ReadOnlyMemory<double>.Empty, Sentence);

        public void Dispose() { }
    }
}
