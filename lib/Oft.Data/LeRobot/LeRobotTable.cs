using Oft.Formats;
using Oft.Formats.Parquet;

namespace Oft.Data.LeRobot;

/// <summary>One Parquet file of frames. Columns of numbers are kept, pictures only of the row group read last.</summary>
internal sealed class LeRobotTable(string path, string folder) : IDisposable
{
    private readonly Dictionary<string, LeRobotColumn> columns = [];
    private readonly Dictionary<string, (int Group, IReadOnlyList<object?> Rows)> pictures = [];

    public ParquetFile File { get; } = ParquetFile.Open(path);

    /// <summary>All rows of a feature that is no picture.</summary>
    public LeRobotColumn Column(LeRobotFeature feature)
    {
        if (columns.TryGetValue(feature.Key, out var known)) return known;
        var leaf = Leaf(feature);
        var parts = Enumerable.Range(0, File.Groups.Count).Select(group => Part(feature, leaf, group)).ToList();
        var type = parts.Count > 0 ? parts[0].GetType().GetElementType()! : typeof(float);
        var all = Array.CreateInstance(type, parts.Sum(x => (long)x.Length));
        var at = 0;
        foreach (var part in parts)
        {
            Array.Copy(part, 0, all, at, part.Length);
            at += part.Length;
        }
        return columns[feature.Key] = new LeRobotColumn(feature.Key, feature.Width, all);
    }

    /// <summary>The encoded picture of one row.</summary>
    public byte[] Picture(LeRobotFeature feature, long row)
    {
        var node = File.Find(feature.Key) ?? throw Missing(feature);
        var (group, within) = (0, row);
        while (group < File.Groups.Count && within >= File.Groups[group]) within -= File.Groups[group++];
        if (group == File.Groups.Count) throw new DamagedFileException(path, FileFault.Truncated, $"row {row} was asked for; it has {File.Rows}.");
        if (!pictures.TryGetValue(feature.Key, out var kept) || kept.Group != group) kept = pictures[feature.Key] = (group, File.ReadRows(node, group));
        var stored = kept.Rows[(int)within] as Dictionary<string, object?>;
        if (stored?.GetValueOrDefault("bytes") is byte[] bytes) return bytes;
        if (stored?.GetValueOrDefault("path") is not string beside) throw new DamagedFileException(path, FileFault.Value, $"'{feature.Key}' has no picture in row {row}.");
        var place = Path.Combine(folder, LeRobotInfo.Fill(beside.Replace("{", ""), new Dictionary<string, long>(), "", path));
        return System.IO.File.Exists(place) ? System.IO.File.ReadAllBytes(place) : throw new FileNotFoundException($"{place}, the picture '{feature.Key}' of row {row} of {path}, is missing.", place);
    }

    public void Dispose() => File.Dispose();

    private ParquetNode Leaf(LeRobotFeature feature)
    {
        var node = File.Find(feature.Key) ?? throw Missing(feature);
        if (node.Leaves.ToList() is not [var leaf]) throw new DamagedFileException(path, FileFault.Type, $"'{feature.Key}' is a structure; info.json says {feature.Kind}.");
        if (leaf.Repetition != feature.Rank) throw new DamagedFileException(path, FileFault.Shape, $"'{feature.Key}' is nested {leaf.Repetition} deep; info.json says shape [{string.Join(", ", feature.Shape)}].");
        return leaf.Text == feature.IsText ? leaf : throw new DamagedFileException(path, FileFault.Type, $"'{feature.Key}' is {leaf.Kind}; info.json says {feature.Kind}.");
    }

    // What the package returns: every number with a point as float32, every whole number as int64.
    private Array Part(LeRobotFeature feature, ParquetNode leaf, int group)
    {
        var stored = File.Read(leaf, group);
        Expect(feature, leaf, stored, group);
        return stored.Values switch
        {
            float[] or long[] or bool[] or string[] => stored.Values,
            double[] numbers => Array.ConvertAll(numbers, x => (float)x),
            ulong[] numbers => Array.ConvertAll(numbers, x => unchecked((long)x)),
            _ => throw new DamagedFileException(path, FileFault.Type, $"'{feature.Key}' is {leaf.Kind}; info.json says {feature.Kind}."),
        };
    }

    private void Expect(LeRobotFeature feature, ParquetNode leaf, ParquetValues stored, int group)
    {
        var first = File.Groups.Take(group).Sum();
        var (row, length) = (-1L, feature.Width);
        for (var i = 0; i <= stored.Entries; i++)
        {
            if (i == stored.Entries || stored.Repetition.Length == 0 || stored.Repetition[i] == 0)
            {
                if (length != feature.Width)
                    throw new DamagedFileException(path, FileFault.Shape, $"'{feature.Key}' has {length} values in row {first + row}; info.json says shape [{string.Join(", ", feature.Shape)}].");
                (row, length) = (row + 1, 0);
            }
            if (i == stored.Entries) break;
            length++;
            if (stored.Definition.Length > 0 && stored.Definition[i] != leaf.Definition)
                throw new DamagedFileException(path, FileFault.Value, $"'{feature.Key}' is null or empty in row {first + row}. Leave the episode out or record it again.");
        }
        if (row != File.Groups[group]) throw new DamagedFileException(path, FileFault.Shape, $"'{feature.Key}' has {row} rows in row group {group}; the file says {File.Groups[group]}.");
    }

    private DamagedFileException Missing(LeRobotFeature feature) => new(path, FileFault.Name, $"'{feature.Key}' is in meta/info.json and no column here. Write the file again or take the feature out of info.json.");
}
