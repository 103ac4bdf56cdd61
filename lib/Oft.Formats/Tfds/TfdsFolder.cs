using Oft.Formats.TfRecord;

namespace Oft.Formats.Tfds;

/// <summary>A data set as TFDS lays it on disk: <c>dataset_info.json</c>, <c>features.json</c> and shards of records.</summary>
public sealed class TfdsFolder
{
    private TfdsFolder(string path, TfdsInfo info, TfdsFeatures features) => (Path, Info, Features) = (path, info, features);

    /// <summary>The version folder, such as <c>…/libero_goal_no_noops/1.0.0</c>.</summary>
    public string Path { get; }

    /// <summary>Name and splits.</summary>
    public TfdsInfo Info { get; }

    /// <summary>What the records hold.</summary>
    public TfdsFeatures Features { get; }

    /// <summary>Reads the two JSON files; the shards are opened when they are read.</summary>
    /// <param name="path">The version folder, or the folder above it when it holds one version.</param>
    /// <exception cref="DamagedFileException">A file is missing or cannot be what it should.</exception>
    public static TfdsFolder Open(string path)
    {
        if (!File.Exists(System.IO.Path.Combine(path, "dataset_info.json")) && Directory.Exists(path))
        {
            var versions = Directory.GetDirectories(path).Where(folder => File.Exists(System.IO.Path.Combine(folder, "dataset_info.json"))).Order(StringComparer.Ordinal).ToList();
            if (versions.Count > 1)
                throw new DamagedFileException(path, FileFault.Name, $"several versions are here: {string.Join(", ", versions.Select(System.IO.Path.GetFileName))}; name the folder of one.");
            if (versions.Count == 1) path = versions[0];
        }
        return new TfdsFolder(path,
            TfdsInfo.Parse(Bytes(path, "dataset_info.json"), System.IO.Path.Combine(path, "dataset_info.json")),
            TfdsFeatures.Parse(Bytes(path, "features.json"), System.IO.Path.Combine(path, "features.json")));
    }

    /// <summary>The split of this name.</summary>
    /// <exception cref="ArgumentException">There is none.</exception>
    public TfdsSplit Split(string name) => Info.Splits.FirstOrDefault(split => split.Name == name)
        ?? throw new ArgumentException($"split '{name}' is not in {Path}; it has: {string.Join(", ", Info.Splits.Select(split => split.Name))}.", nameof(name));

    /// <summary>The file of one shard.</summary>
    /// <exception cref="DamagedFileException">The name leads out of the folder.</exception>
    public string Shard(TfdsSplit split, int shard)
    {
        var name = split.ShardName(Info.Name, Info.FileFormat, shard);
        if (name.Length == 0 || name.AsSpan().IndexOfAny("/\\\0") >= 0 || name is "." or "..")
            throw new DamagedFileException(Path, FileFault.Name, $"shard {shard} of '{split.Name}' would be called '{name}', which is no file name.");
        return System.IO.Path.Combine(Path, name);
    }

    /// <summary>Every record of a split, shard after shard; each is valid until the next.</summary>
    /// <exception cref="DamagedFileException">A shard is missing or damaged, or holds another number of records than stated.</exception>
    public IEnumerable<TfdsRecord> Read(string split)
    {
        var stated = Split(split);
        return Enumerable.Range(0, stated.ShardLengths.Count).SelectMany(shard => ReadShard(stated, shard));
    }

    /// <summary>The records of one shard.</summary>
    public IEnumerable<TfdsRecord> ReadShard(TfdsSplit split, int shard)
    {
        var file = Shard(split, shard);
        if (!File.Exists(file))
            throw new DamagedFileException(file, FileFault.Truncated, $"shard {shard} of {split.ShardLengths.Count} of split '{split.Name}' is missing; fetch the data set again.");
        var index = (int)split.ShardLengths.Take(shard).Sum();
        var count = 0L;
        using var reader = TfRecordReader.Open(file);
        for (var start = reader.Position; reader.Read(out var data); start = reader.Position, count++)
            yield return count < split.ShardLengths[shard]
                ? new TfdsRecord(split.Name, index++, file, start + 12, data, TfExample.Parse(data, $"{file}, record {count}"))
                : throw new DamagedFileException(file, FileFault.Shape, $"it holds more records than the {split.ShardLengths[shard]} that dataset_info.json states.");
        if (count != split.ShardLengths[shard])
            throw new DamagedFileException(file, FileFault.Truncated, $"it holds {count} records, dataset_info.json states {split.ShardLengths[shard]}.");
    }

    private static byte[] Bytes(string folder, string name)
    {
        var path = System.IO.Path.Combine(folder, name);
        if (!File.Exists(path)) throw new DamagedFileException(path, FileFault.Truncated, "the file is missing; a TFDS folder needs dataset_info.json and features.json.");
        if (new FileInfo(path).Length > 16 << 20) throw new DamagedFileException(path, FileFault.Limit, "it is larger than 16 MiB.");
        return File.ReadAllBytes(path);
    }
}
