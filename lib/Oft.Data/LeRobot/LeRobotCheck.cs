using Oft.Data.Doctor;
using Oft.Formats;
using Oft.Imaging.Files;

namespace Oft.Data.LeRobot;

/// <summary>Looks through a LeRobot data set for what its own package does not notice, and names file, episode and field.</summary>
public sealed class LeRobotCheck
{
    private static readonly string[] always = ["timestamp", "frame_index", "episode_index", "index", "task_index"];

    private readonly LeRobotDataset dataset;
    private readonly List<Finding> findings = [];

    private LeRobotCheck(LeRobotDataset dataset) => this.dataset = dataset;

    /// <summary>Reads everything, every picture and video frame included.</summary>
    /// <param name="folder">Nothing in it is changed.</param>
    /// <exception cref="InvalidOperationException">There are videos and ffmpeg is not installed.</exception>
    public static IReadOnlyList<Finding> Look(string folder)
    {
        try
        {
            using var dataset = LeRobotDataset.Open(folder);
            return Look(dataset);
        }
        catch (Exception e) when (e is DamagedFileException or FileNotFoundException)
        {
            return [new Finding("damaged", Severity.Problem, "meta", e.Message, "fetch or write the data set again")];
        }
    }

    /// <summary>The same for a data set that is open.</summary>
    public static IReadOnlyList<Finding> Look(LeRobotDataset dataset)
    {
        var check = new LeRobotCheck(dataset);
        check.Totals();
        foreach (var file in dataset.Episodes.Select(x => x.DataPath).Distinct()) check.Try(file, () => check.Table(file));
        foreach (var episode in dataset.Episodes) check.Episode(episode);
        foreach (var (camera, file) in dataset.Episodes.SelectMany(x => x.Videos.Select(y => (y.Key, y.Value.Path))).Distinct()) check.Try(file, () => check.Film(camera, file));
        check.Try("meta", () =>
        {
            if (LeRobotStoredStatistics.Read(dataset) is null) check.findings.Add(new Finding("statistics", Severity.Note, "meta", "the data set carries no statistics.", "nothing needs to be done: they are computed from its frames"));
        });
        return check.findings;
    }

    private void Totals()
    {
        var (info, episodes) = (dataset.Info, dataset.Episodes);
        Same("meta/info.json", "total_episodes", info.Episodes, episodes.Count);
        Same("meta/info.json", "total_frames", info.Frames, dataset.Frames);
        Same("meta/info.json", "total_tasks", info.Tasks, dataset.Tasks.Count);
        foreach (var key in always.Where(key => info.Features.All(x => x.Key != key))) Problem("metadata", "meta/info.json", $"the feature '{key}' is missing; every LeRobot data set has it.");
        var from = 0L;
        foreach (var (number, episode) in episodes.Index())
        {
            var where = $"meta/episodes, episode {episode.Index}";
            Same(where, "episode_index", number, episode.Index);
            Same(where, "dataset_from_index", from, episode.From);
            Same(where, "dataset_to_index", episode.From + episode.Length, episode.To);
            if (episode.Tasks.FirstOrDefault(x => !dataset.Tasks.Values.Contains(x)) is { } unknown) Problem("task", where, $"the task '{unknown}' is not in the list of tasks.");
            from += episode.Length;
        }
    }

    // Columns against features, rows against episodes.
    private void Table(string path)
    {
        var file = dataset.Table(path).File;
        foreach (var feature in dataset.Info.Features.Where(x => !x.IsVideo))
        {
            if (file.Find(feature.Key) is not { } column) Problem("field", path, $"'{feature.Key}' is in meta/info.json and no column of the file.");
            else if (column.Leaves.ToList() is [var leaf] && (feature.IsText ? "text" : feature.Kind) != leaf.Kind) Problem("kind", path, $"'{feature.Key}' is {leaf.Kind}; meta/info.json says {feature.Kind}.");
        }
        foreach (var column in file.Columns.Where(x => dataset.Info.Features.All(y => y.IsVideo || y.Key != x.Name))) Problem("field", path, $"the column '{column.Name}' is no feature of meta/info.json.");
        Same(path, "rows", dataset.Episodes.Where(x => x.DataPath == path).Sum(x => (long)x.Length), file.Rows);
    }

    private void Episode(LeRobotEpisode episode)
    {
        var where = $"{episode.DataPath}, episode {episode.Index}";
        foreach (var feature in dataset.Info.Features.Where(x => x.IsNumeric))
            Try(where, () =>
            {
                var column = dataset.Column(feature.Key, episode);
                if (column.Values is float[] numbers && Array.FindIndex(numbers, x => !float.IsFinite(x)) is >= 0 and var at)
                    Problem("nan", where, $"'{feature.Key}' is {numbers[at]} in frame {at / column.Width}.");
            });
        Try(where, () => Counting(episode, "index", where, step => episode.From + step));
        Try(where, () => Counting(episode, "episode_index", where, _ => episode.Index));
        Try(where, () => Counting(episode, "frame_index", where, step => step));
        Try(where, () => dataset.Sentences(episode));
        Try(where, () =>
        {
            var times = dataset.Column("timestamp", episode).Floats();
            var late = Array.FindIndex([.. times.Select((time, step) => Math.Abs(time - step / dataset.Info.FramesPerSecond))], x => x > LeRobotFilms.Tolerance);
            if (late >= 0) Problem("time", where, $"'timestamp' of frame {late} is {times[late]} s; at {dataset.Info.FramesPerSecond} frames a second it should be {late / dataset.Info.FramesPerSecond} s.");
        });
        foreach (var camera in dataset.Info.Cameras) Try(where, () => Camera(camera, episode));
    }

    private void Camera(LeRobotFeature camera, LeRobotEpisode episode)
    {
        if (!camera.IsVideo)
        {
            for (var step = 0; step < episode.Length; step++) Size(camera, dataset.Picture(camera.Key, episode, step) is var picture ? (picture.Height, picture.Width) : default, $"{episode.DataPath}, episode {episode.Index}");
            return;
        }
        var times = dataset.Column("timestamp", episode).Floats();
        for (var step = 0; step < episode.Length; step++) dataset.FrameOf(camera, episode, step, times[step]);
    }

    private void Film(string camera, string path)
    {
        var film = dataset.Film(dataset.Episodes.First(x => x.Videos.TryGetValue(camera, out var video) && video.Path == path), camera);
        Size(dataset.Feature(camera), (film.Height, film.Width), path);
        foreach (var _ in film.Frames())
        {
            // Decoding is the check.
        }
    }

    private void Size(LeRobotFeature camera, (int Height, int Width) size, string where)
    {
        var stated = camera.Shape is [3, var h, var w] ? (h, w) : camera.Shape is [var height, var width, _] ? (height, width) : default;
        if (stated != size) Problem("size", where, $"'{camera.Key}' has pictures of {size.Width}x{size.Height}; meta/info.json says shape [{string.Join(", ", camera.Shape)}].");
    }

    private void Counting(LeRobotEpisode episode, string key, string where, Func<int, long> expected)
    {
        var values = dataset.Column(key, episode).Integers();
        for (var step = 0; step < values.Length; step++)
            if (values[step] != expected(step))
            {
                Problem("index", where, $"'{key}' of frame {step} is {values[step]}; expected {expected(step)}.");
                return;
            }
    }

    private void Same(string where, string field, long expected, long got)
    {
        if (expected != got) Problem("count", where, $"'{field}': expected {expected}, got {got}.");
    }

    private void Problem(string code, string where, string message)
    {
        if (findings.All(x => x.Where != where || x.Message != message)) findings.Add(new Finding(code, Severity.Problem, where, message, "convert or record this part of the data set again"));
    }

    private void Try(string where, Action look)
    {
        try
        {
            look();
        }
        catch (Exception e) when (e is DamagedFileException or FileNotFoundException or ImageFormatException or InvalidOperationException { InnerException: null })
        {
            Problem("damaged", where, e.Message);
        }
    }
}
