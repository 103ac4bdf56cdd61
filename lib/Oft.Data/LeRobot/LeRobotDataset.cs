using Oft.Formats;
using Oft.Formats.Video;
using Oft.Imaging;
using Oft.Imaging.Files;
using Oft.Imaging.Video;

namespace Oft.Data.LeRobot;

/// <summary>A LeRobot data set of format v2.0, v2.1 or v3.0, read without Python.</summary>
/// <remarks>
/// Opening reads the metadata. Numbers are read by file, pictures and videos frame by frame; nothing outside the folder is opened.
/// Not for several threads at once.
/// </remarks>
public sealed class LeRobotDataset : IDisposable
{
    private const int mostOpen = 4;

    private readonly List<(string Path, LeRobotTable Table)> tables = [];
    private readonly LeRobotFilms films;
    private readonly Dictionary<string, long> firstRows = [];

    private LeRobotDataset(string folder, LeRobotInfo info)
    {
        (Folder, Info, films) = (folder, info, new LeRobotFilms(folder));
        Tasks = LeRobotMetadata.Tasks(folder, info);
        Episodes = LeRobotMetadata.Episodes(folder, info);
        foreach (var episode in Episodes)
            firstRows[episode.DataPath] = Math.Min(episode.From, firstRows.GetValueOrDefault(episode.DataPath, long.MaxValue));
    }

    /// <summary>Where it lies.</summary>
    public string Folder { get; }

    /// <summary>What <c>meta/info.json</c> says.</summary>
    public LeRobotInfo Info { get; }

    /// <summary>Sentences by number.</summary>
    public IReadOnlyDictionary<long, string> Tasks { get; }

    /// <summary>The episodes, by number.</summary>
    public IReadOnlyList<LeRobotEpisode> Episodes { get; }

    /// <summary>Frames in all episodes.</summary>
    public long Frames => Episodes.Sum(x => (long)x.Length);

    /// <summary>True where a folder says it is one.</summary>
    public static bool Is(string folder) => File.Exists(Path.Combine(folder, "meta", "info.json"));

    /// <summary>Opens a folder.</summary>
    /// <exception cref="FileNotFoundException">A file of the metadata is missing; the message names it.</exception>
    /// <exception cref="DamagedFileException">The metadata cannot be read, are of another version, or lead out of the folder.</exception>
    public static LeRobotDataset Open(string folder) => new(folder, LeRobotInfo.Read(Path.Combine(folder, "meta", "info.json")));

    /// <summary>The feature of that name.</summary>
    /// <exception cref="DamagedFileException">There is none.</exception>
    public LeRobotFeature Feature(string key) => Info.Features.FirstOrDefault(x => x.Key == key)
        ?? throw new DamagedFileException(Path.Combine(Folder, "meta", "info.json"), FileFault.Name, $"there is no feature '{key}'; there are {string.Join(", ", Info.Features.Select(x => x.Key))}.");

    /// <summary>Numbers or texts of one episode.</summary>
    /// <returns>[T] rows.</returns>
    /// <exception cref="FileNotFoundException">Its file is missing.</exception>
    /// <exception cref="DamagedFileException">A value is null, of another shape, or the file has too few rows; file, field and row are named.</exception>
    public LeRobotColumn Column(string key, LeRobotEpisode episode)
    {
        var column = Table(episode.DataPath).Column(Feature(key));
        var first = episode.From - firstRows[episode.DataPath];
        return first + episode.Length <= column.Rows ? column.Slice((int)first, episode.Length)
            : throw new DamagedFileException(Path.Combine(Folder, episode.DataPath), FileFault.Truncated, $"episode {episode.Index} should be rows {first} to {first + episode.Length - 1}; the file has {column.Rows}.");
    }

    /// <summary>Numbers or texts of all episodes, one after the other.</summary>
    public LeRobotColumn Column(string key)
    {
        var parts = Episodes.Select(x => Column(key, x)).ToList();
        if (parts.Count == 0) return new LeRobotColumn(key, Feature(key).Width, Array.Empty<float>());
        var all = Array.CreateInstance(parts[0].Values.GetType().GetElementType()!, parts.Sum(x => x.Values.Length));
        var at = 0;
        foreach (var part in parts)
        {
            part.Values.CopyTo(all, at);
            at += part.Values.Length;
        }
        return parts[0] with { Values = all };
    }

    /// <summary>What every frame of an episode was asked to do.</summary>
    /// <exception cref="DamagedFileException">A task number is not among the tasks.</exception>
    public IReadOnlyList<string> Sentences(LeRobotEpisode episode) => [.. Column("task_index", episode).Integers().Select((task, step) => Tasks.TryGetValue(task, out var sentence) ? sentence
        : throw new DamagedFileException(Path.Combine(Folder, episode.DataPath), FileFault.Value, $"'task_index' is {task} in episode {episode.Index}, frame {step}; the tasks are {string.Join(", ", Tasks.Keys.Take(8))}."))];

    /// <summary>A picture.</summary>
    /// <param name="camera">A feature of kind image or video.</param>
    /// <param name="episode">The episode.</param>
    /// <param name="step">0 … T - 1.</param>
    /// <returns>[H, W, 3].</returns>
    /// <exception cref="DamagedFileException">It is damaged, or no frame of the video is shown when this one was recorded.</exception>
    /// <exception cref="ImageFormatException">The stored bytes are no picture.</exception>
    public ByteImage Picture(string camera, LeRobotEpisode episode, int step)
    {
        var feature = Feature(camera);
        var stored = StoredPicture(feature, episode, step);
        if (feature.IsVideo && films.File(episode.Videos[camera].Path) is var film) return I420.ToRgb(stored, film.Height, film.Width);
        return ImageFile.Decode(stored);
    }

    /// <summary>A picture as it is kept: a PNG or JPEG file, or the planes of a decoded video frame.</summary>
    public byte[] StoredPicture(LeRobotFeature camera, LeRobotEpisode episode, int step)
    {
        if (step < 0 || step >= episode.Length) throw new ArgumentOutOfRangeException(nameof(step), $"episode {episode.Index} has {episode.Length} frames; frame {step} was asked for.");
        if (!camera.IsVideo) return Table(episode.DataPath).Picture(camera, episode.From - firstRows[episode.DataPath] + step);
        return films.Planes(camera.Key, episode.Videos[camera.Key].Path, FrameOf(camera, episode, step, Column("timestamp", episode).Floats()[step]));
    }

    /// <summary>The rows around a frame; beyond the episode the first or last row is repeated.</summary>
    /// <param name="row">Its row in the data set.</param>
    /// <param name="seconds">Offsets.</param>
    public LeRobotWindow Window(long row, IReadOnlyList<double> seconds) => LeRobotWindow.Of(row, EpisodeOf(row), seconds, Info.FramesPerSecond);

    /// <summary>The episode of a row.</summary>
    public LeRobotEpisode EpisodeOf(long row) => Episodes.FirstOrDefault(x => row >= x.From && row < x.To) ?? throw new ArgumentOutOfRangeException(nameof(row), $"the data set has {Frames} frames; {row} was asked for.");

    /// <summary>Closes files and ends decoders.</summary>
    public void Dispose()
    {
        films.Dispose();
        foreach (var (_, table) in tables) table.Dispose();
        tables.Clear();
    }

    internal LeRobotTable Table(string path)
    {
        var at = tables.FindIndex(x => x.Path == path);
        if (at >= 0) return tables[at].Table;
        var table = new LeRobotTable(Path.Combine(Folder, path), Folder);
        tables.Add((path, table));
        if (tables.Count <= mostOpen) return table;
        tables[0].Table.Dispose();
        tables.RemoveAt(0);
        return table;
    }

    internal VideoFile Film(LeRobotEpisode episode, string camera) => films.File(episode.Videos[camera].Path);

    internal int FrameOf(LeRobotFeature camera, LeRobotEpisode episode, int step, float timestamp) =>
        LeRobotFilms.FrameAt(Film(episode, camera.Key), episode.Videos[camera.Key].FromSeconds + timestamp, $"'{camera.Key}' of episode {episode.Index}, frame {step},");
}
