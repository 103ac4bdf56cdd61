using System.Text.Json;
using Oft.Formats;
using Oft.Formats.Parquet;

namespace Oft.Data.LeRobot;

/// <summary>Tasks and episodes as the two generations of the format keep them.</summary>
internal static class LeRobotMetadata
{
    private const int mostEpisodes = 1 << 24;

    /// <summary>The sentences by number.</summary>
    public static IReadOnlyDictionary<long, string> Tasks(string folder, LeRobotInfo info)
    {
        var path = Path.Combine(folder, "meta", info.Joined ? "tasks.parquet" : "tasks.jsonl");
        return LeRobotJson.Guarded(path, () =>
        {
            var tasks = new Dictionary<long, string>();
            foreach (var (index, task) in info.Joined ? TaskTable(path) : LeRobotJson.Lines(path).Select(x => (x.GetProperty("task_index").GetInt64(), x.GetProperty("task").GetString()!)))
                if (!tasks.TryAdd(index, task)) throw new DamagedFileException(path, FileFault.Name, $"task_index {index} stands twice.");
            return tasks;
        });
    }

    /// <summary>The episodes, by number.</summary>
    public static IReadOnlyList<LeRobotEpisode> Episodes(string folder, LeRobotInfo info) => info.Joined ? Joined(folder, info) : Single(folder, info);

    private static List<(long Index, string Task)> TaskTable(string path)
    {
        using var file = ParquetFile.Open(path);
        var index = file.Find("task_index") ?? throw new DamagedFileException(path, FileFault.Name, "there is no column task_index.");
        // A pandas index without a name; later writers call it task.
        var task = file.Find("task") ?? file.Find("__index_level_0__") ?? throw new DamagedFileException(path, FileFault.Name, "there is no column of sentences: neither 'task' nor '__index_level_0__'.");
        var rows = new List<(long, string)>();
        for (var group = 0; group < file.Groups.Count; group++)
            foreach (var (number, sentence) in file.ReadRows(index, group).Zip(file.ReadRows(task, group)))
                rows.Add((number as long? ?? throw Wrong(path, "task_index"), sentence as string ?? throw Wrong(path, task.Name)));
        return rows;
    }

    // v2: one file per episode, found by its number.
    private static List<LeRobotEpisode> Single(string folder, LeRobotInfo info)
    {
        var path = Path.Combine(folder, "meta", "episodes.jsonl");
        return LeRobotJson.Guarded(path, () =>
        {
            var rows = LeRobotJson.Lines(path).Select(x => (Index: x.GetProperty("episode_index").GetInt32(), Length: Length(x.GetProperty("length").GetInt64(), path), Tasks: Texts(x.GetProperty("tasks")))).OrderBy(x => x.Index).ToList();
            var episodes = new List<LeRobotEpisode>(rows.Count);
            var from = 0L;
            foreach (var row in rows)
            {
                var numbers = new Dictionary<string, long> { ["episode_chunk"] = row.Index / info.ChunkSize, ["episode_index"] = row.Index };
                var videos = info.Features.Where(x => x.IsVideo).ToDictionary(x => x.Key, x => new LeRobotVideo(LeRobotInfo.Fill(info.VideoPath!, numbers, x.Key, path), 0));
                episodes.Add(new LeRobotEpisode(row.Index, row.Tasks, row.Length, from, from + row.Length, LeRobotInfo.Fill(info.DataPath, numbers, "", path), videos, new Dictionary<string, double>()));
                from += row.Length;
            }
            return episodes;
        });
    }

    // v3: one row per episode, which says in which files it lies.
    private static List<LeRobotEpisode> Joined(string folder, LeRobotInfo info)
    {
        var place = Path.Combine(folder, "meta", "episodes");
        List<string> files = Directory.Exists(place) ? [.. Directory.GetFiles(place, "*.parquet", SearchOption.AllDirectories).Order(StringComparer.Ordinal)] : [];
        if (files.Count == 0) throw new FileNotFoundException($"{place} has no Parquet file. Fetch the data set again.", place);
        var episodes = new List<LeRobotEpisode>();
        foreach (var path in files)
        {
            using var file = ParquetFile.Open(path);
            if (episodes.Count + file.Rows > mostEpisodes) throw new DamagedFileException(path, FileFault.Limit, $"more than {mostEpisodes} episodes.");
            var wanted = file.Columns.Where(x => !x.Name.StartsWith("stats/", StringComparison.Ordinal)).ToList();
            for (var group = 0; group < file.Groups.Count; group++)
            {
                var columns = wanted.ToDictionary(x => x.Name, x => file.ReadRows(x, group));
                for (var row = 0; row < file.Groups[group]; row++) episodes.Add(Episode(columns, row, info, path));
            }
        }
        return [.. episodes.OrderBy(x => x.Index)];
    }

    private static LeRobotEpisode Episode(Dictionary<string, IReadOnlyList<object?>> columns, int row, LeRobotInfo info, string path)
    {
        var numbers = new Dictionary<string, double>();
        foreach (var (name, column) in columns)
            if (column[row] is long or double or float) numbers.Add(name, Convert.ToDouble(column[row]));
        long Whole(string name) => numbers.TryGetValue(name, out var x) && x >= 0 && x <= 1L << 50 ? (long)x : throw Wrong(path, name);
        var data = new Dictionary<string, long> { ["chunk_index"] = Whole("data/chunk_index"), ["file_index"] = Whole("data/file_index") };
        var videos = new Dictionary<string, LeRobotVideo>();
        foreach (var camera in info.Features.Where(x => x.IsVideo).Select(x => x.Key))
        {
            var places = new Dictionary<string, long> { ["chunk_index"] = Whole($"videos/{camera}/chunk_index"), ["file_index"] = Whole($"videos/{camera}/file_index") };
            var from = numbers.TryGetValue($"videos/{camera}/from_timestamp", out var x) && double.IsFinite(x) ? x : throw Wrong(path, $"videos/{camera}/from_timestamp");
            videos.Add(camera, new LeRobotVideo(LeRobotInfo.Fill(info.VideoPath!, places, camera, path), from));
        }
        var tasks = columns.GetValueOrDefault("tasks")?[row] is List<object?> list ? list.OfType<string>().ToList() : throw Wrong(path, "tasks");
        return new LeRobotEpisode((int)Math.Min(int.MaxValue, Whole("episode_index")), tasks, Length(Whole("length"), path), Whole("dataset_from_index"), Whole("dataset_to_index"), LeRobotInfo.Fill(info.DataPath, data, "", path), videos, numbers);
    }

    private static int Length(long length, string path) => length is >= 0 and < 1 << 26 ? (int)length : throw Wrong(path, "length");

    private static List<string> Texts(JsonElement list) => [.. list.EnumerateArray().Select(x => x.GetString()!)];

    private static DamagedFileException Wrong(string path, string name) => new(path, FileFault.Value, $"'{name}' is missing or not what it must be in one of its rows. Fetch the data set again.");
}
