using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Oft.Data.Manifests;
using Oft.Formats;

namespace Oft.Data.LeRobot;

/// <summary>What <c>meta/info.json</c> says.</summary>
public sealed partial class LeRobotInfo
{
    /// <summary>2.0, 2.1 or 3.0.</summary>
    public required string Version { get; init; }

    /// <summary>True where files hold several episodes each.</summary>
    public bool Joined => Version == "3.0";

    /// <summary>Frames a second.</summary>
    public required double FramesPerSecond { get; init; }

    /// <summary>The robot's name, or empty.</summary>
    public required string Robot { get; init; }

    /// <summary>Episodes it says there are.</summary>
    public required long Episodes { get; init; }

    /// <summary>Frames it says there are.</summary>
    public required long Frames { get; init; }

    /// <summary>Tasks it says there are.</summary>
    public required long Tasks { get; init; }

    /// <summary>Episodes, in v3.0 files, of one chunk folder.</summary>
    public required long ChunkSize { get; init; }

    /// <summary>How Parquet files are called.</summary>
    public required string DataPath { get; init; }

    /// <summary>How MP4 files are called, or null.</summary>
    public required string? VideoPath { get; init; }

    /// <summary>What every frame holds, in the file's order.</summary>
    public required IReadOnlyList<LeRobotFeature> Features { get; init; }

    /// <summary>Cameras, in the file's order.</summary>
    public IEnumerable<LeRobotFeature> Cameras => Features.Where(x => x.IsPicture);

    /// <summary>Reads the file.</summary>
    /// <exception cref="FileNotFoundException">It is missing.</exception>
    /// <exception cref="DamagedFileException">It is not JSON, of another version, or lacks what is needed.</exception>
    public static LeRobotInfo Read(string path) => LeRobotJson.Guarded(path, () =>
    {
        using var document = LeRobotJson.Document(path);
        var json = document.RootElement;
        var version = Needed(json, "codebase_version", path).GetString() ?? "";
        if (version is not ("v2.0" or "v2.1" or "v3.0"))
            throw new DamagedFileException(path, FileFault.Version, $"codebase_version is '{version}'; known: v2.0, v2.1, v3.0. Convert the data set with the lerobot package of its version.");
        var fps = Needed(json, "fps", path).GetDouble();
        if (!(fps > 0 && fps < 1e6)) throw new DamagedFileException(path, FileFault.Value, $"fps is {fps}; expected a positive number.");
        var info = new LeRobotInfo
        {
            Version = version[1..],
            FramesPerSecond = fps,
            Robot = json.TryGetProperty("robot_type", out var robot) ? robot.ToString() : "",
            Episodes = Count(json, "total_episodes", path),
            Frames = Count(json, "total_frames", path),
            Tasks = Count(json, "total_tasks", path),
            ChunkSize = Math.Max(1, Count(json, "chunks_size", path)),
            DataPath = Needed(json, "data_path", path).GetString() ?? "",
            VideoPath = json.TryGetProperty("video_path", out var video) && video.ValueKind == JsonValueKind.String ? video.GetString() : null,
            Features = [.. Needed(json, "features", path).EnumerateObject().Select(x => Feature(x, path))],
        };
        if (info.VideoPath is null && info.Features.FirstOrDefault(x => x.IsVideo) is { } camera)
            throw new DamagedFileException(path, FileFault.Name, $"'{camera.Key}' is a video and video_path is missing.");
        // Filled with anything harmless, a template must name a file below the folder.
        var sample = new Dictionary<string, long> { ["episode_chunk"] = 0, ["episode_index"] = 0, ["chunk_index"] = 0, ["file_index"] = 0 };
        Fill(info.DataPath, sample, "key", path);
        if (info.VideoPath is { } template) Fill(template, sample, "key", path);
        return info;
    });

    /// <summary>The file a template names.</summary>
    /// <param name="template">With placeholders such as <c>{episode_index:06d}</c>.</param>
    /// <param name="numbers">By placeholder.</param>
    /// <param name="camera">For <c>{video_key}</c>.</param>
    /// <param name="source">For messages.</param>
    /// <exception cref="DamagedFileException">A placeholder is unknown, or the path leaves the folder.</exception>
    internal static string Fill(string template, IReadOnlyDictionary<string, long> numbers, string camera, string source)
    {
        var path = Placeholder.Replace(template, x =>
            x.Groups[1].Value == "video_key" ? camera
            : numbers.TryGetValue(x.Groups[1].Value, out var number) ? number.ToString($"D{(x.Groups[2].Success ? x.Groups[2].Value : "1")}", CultureInfo.InvariantCulture)
            : throw new DamagedFileException(source, FileFault.Name, $"the path '{template}' has a placeholder '{x.Groups[1].Value}' that is not known; known: video_key, {string.Join(", ", numbers.Keys)}."));
        try
        {
            return SafePath.Expect(path);
        }
        catch (ArgumentException e)
        {
            throw new DamagedFileException(source, FileFault.Name, $"the path '{template}' leaves the data set's folder or cannot be used: {e.Message} Nothing outside is read.", e);
        }
    }

    [GeneratedRegex(@"\{(\w+)(?::0?(\d{1,2})d)?\}")]
    private static partial Regex Placeholder { get; }

    private static LeRobotFeature Feature(JsonProperty member, string path)
    {
        var kind = Needed(member.Value, "dtype", path).GetString() ?? "";
        var shape = Needed(member.Value, "shape", path).EnumerateArray().Select(x => x.GetInt32()).ToList();
        if (shape.Count > 8 || shape.Any(x => x < 1) || shape.Aggregate(1.0, (product, x) => product * x) > 1 << 26)
            throw new DamagedFileException(path, FileFault.Shape, $"'{member.Name}' has shape [{string.Join(", ", shape)}]; expected positive numbers, 67,108,864 values at most.");
        return new LeRobotFeature(member.Name, kind, shape);
    }

    private static JsonElement Needed(JsonElement json, string name, string path) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var value) ? value : throw new DamagedFileException(path, FileFault.Name, $"'{name}' is missing.");

    private static long Count(JsonElement json, string name, string path) => Needed(json, name, path).GetInt64() is >= 0 and < 1L << 40 and var count
        ? count : throw new DamagedFileException(path, FileFault.Value, $"'{name}' is no count.");
}
