using System.Globalization;
using System.Runtime.InteropServices;
using Oft.Contracts;
using Oft.Formats;
using Oft.Formats.Safetensors;
using Oft.Imaging;
using Oft.Imaging.Files;
using Oft.Imaging.Resampling;

namespace Oft.Data.Plain;

/// <summary>Reads the episodes that <see cref="PlainEpisodeSink"/> wrote, pictures decoded and resized in memory.</summary>
public static class PlainEpisodes
{
    /// <summary>The file that makes a folder an episode.</summary>
    public const string Numbers = "episode.safetensors";

    private const int StripRows = 1 << 20;

    /// <summary>The episodes' folders below a folder, in the order of their paths.</summary>
    public static IReadOnlyList<string> Find(string folder) =>
        [.. Directory.EnumerateFiles(folder, Numbers, SearchOption.AllDirectories).Select(file => Path.GetDirectoryName(file)!)
            .Where(place => !Path.GetFileName(place).EndsWith(".part", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];

    /// <summary>Reads all episodes below a folder.</summary>
    /// <param name="folder">Of a task, a suite or several suites.</param>
    /// <param name="robot">Its views are read, in its order.</param>
    /// <param name="size">Pixels along each side that pictures are brought to, as training would; null leaves them as stored.</param>
    /// <param name="budgetBytes">Decoded pictures may take so much memory.</param>
    /// <exception cref="DamagedFileException">A file is damaged or of another robot.</exception>
    /// <exception cref="InvalidDataException">The pictures need more memory than allowed.</exception>
    public static IReadOnlyList<Episode> Read(string folder, RobotSpec robot, int? size = null, long budgetBytes = long.MaxValue)
    {
        var places = Find(folder);
        var episodes = new Episode[places.Count];
        var spent = 0L;
        try
        {
            Parallel.For(0, places.Count, i =>
            {
                episodes[i] = ReadOne(places[i], robot, size);
                var bytes = episodes[i].Steps.Sum(step => step.Observation.Views.Sum(view => (long)view.Rgb.Length));
                if (Interlocked.Add(ref spent, bytes) > budgetBytes)
                    throw new InvalidDataException($"{folder}: {places.Count} episodes with pictures of {size?.ToString(CultureInfo.InvariantCulture) ?? "their own"} pixels need about {Mebibytes(bytes * places.Count)} MiB of memory, allowed are {Mebibytes(budgetBytes)}. Allow more, or train on fewer.");
            });
        }
        catch (AggregateException errors) when (errors.InnerException is DamagedFileException or InvalidDataException)
        {
            throw errors.InnerException;
        }
        return episodes;
    }

    private static long Mebibytes(long bytes) => bytes >> 20;

    private static Episode ReadOne(string place, RobotSpec robot, int? size)
    {
        var path = Path.Combine(place, Numbers);
        using var file = SafetensorsFile.Open(path);
        string Text(string key) => file.Metadata.TryGetValue(key, out var text) ? text : throw new DamagedFileException(path, FileFault.Header, $"expected the text '{key}', found none.");
        var (actions, proprio) = (Rows(file, path, "actions", robot.ActionWidth), Rows(file, path, "proprio", robot.ProprioWidth));
        var offsets = file.Tensors.ContainsKey("offsets") ? Rows(file, path, "offsets", null) : null;
        if (proprio.Count != actions.Count || offsets is not null && offsets.Count != actions.Count)
            throw new DamagedFileException(path, FileFault.Header, $"expected as many rows of proprioception and offsets as of actions, {actions.Count}, got {proprio.Count} and {offsets?.Count}.");
        var views = robot.Views.Select(view => Frames(Path.Combine(place, view + ".png"), view, actions.Count, size)).ToList();
        var sentence = Text("sentence");
        EpisodeStep Step(int t) => new(new Observation([.. views.Select(frames => frames[t])], proprio[t], sentence), actions[t]) { TargetOffsets = offsets?[t] };
        return new Episode(Text("task"), robot, ulong.TryParse(Text("seed"), NumberStyles.None, CultureInfo.InvariantCulture, out var seed) ? seed : 0,
            [.. Enumerable.Range(0, actions.Count).Select(Step)], Text("outcome") == nameof(EpisodeOutcome.Success) ? EpisodeOutcome.Success : EpisodeOutcome.Failure);
    }

    private static List<double[]> Rows(SafetensorsFile file, string path, string name, int? width)
    {
        if (!file.Tensors.TryGetValue(name, out var entry) || entry.Type != ElementType.Float64 || entry.Shape.Count != 2 || entry.Shape[0] < 1 || (width is { } wanted && entry.Shape[1] != wanted))
            throw new DamagedFileException(path, FileFault.Header, $"expected '{name}' as float64 [T, {width?.ToString(CultureInfo.InvariantCulture) ?? "any"}], got {(entry is null ? "none" : entry.ToString())}.");
        var values = MemoryMarshal.Cast<byte, double>(file.Bytes(name));
        var each = (int)entry.Shape[1];
        var rows = new List<double[]>((int)entry.Shape[0]);
        for (var t = 0; t < (int)entry.Shape[0]; t++) rows.Add(values.Slice(t * each, each).ToArray());
        return rows;
    }

    private static CameraImage[] Frames(string path, string view, int count, int? size)
    {
        if (!File.Exists(path)) throw new DamagedFileException(path, FileFault.Header, $"expected a strip of frames of the view '{view}', found none; the episode was recorded by another robot.");
        var strip = Decode(path);
        if (strip.Channels != 3 || strip.Height % count != 0 || strip.Height > StripRows)
            throw new DamagedFileException(path, FileFault.Header, $"expected {count} RGB frames below each other, got {strip.Width}x{strip.Height} with {strip.Channels} channels.");
        var (width, height) = (strip.Width, strip.Height / count);
        var frames = new CameraImage[count];
        for (var t = 0; t < count; t++)
        {
            var pixels = strip.Pixels.Slice(t * height * width * 3, height * width * 3);
            frames[t] = size is not { } side || (width, height) == (side, side) ? new(view, width, height, pixels)
                : new(view, side, side, Lanczos3.ResizeToBytes(new ByteImage(height, width, 3, pixels), side, side).Pixels);
        }
        return frames;
    }

    private static ByteImage Decode(string path)
    {
        try
        {
            return Png.Decode(File.ReadAllBytes(path));
        }
        catch (ImageFormatException e)
        {
            throw new DamagedFileException(path, FileFault.Header, e.Message, e);
        }
    }
}
