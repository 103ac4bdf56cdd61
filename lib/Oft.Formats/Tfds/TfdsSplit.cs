namespace Oft.Formats.Tfds;

/// <summary>A split of a TFDS folder: how its shards are called and how many records each has.</summary>
/// <param name="Name">train, val, …</param>
/// <param name="FilepathTemplate">With {DATASET}, {SPLIT}, {FILEFORMAT} and {SHARD_X_OF_Y}.</param>
/// <param name="ShardLengths">Records per shard.</param>
/// <param name="NumBytes">Bytes of all records, as TFDS counts them.</param>
public sealed record TfdsSplit(string Name, string FilepathTemplate, IReadOnlyList<long> ShardLengths, long NumBytes)
{
    /// <summary>What TFDS calls its shards where a folder does not say.</summary>
    public const string DefaultTemplate = "{DATASET}-{SPLIT}.{FILEFORMAT}-{SHARD_X_OF_Y}";

    /// <summary>Records of all shards.</summary>
    public long Count => ShardLengths.Sum();

    /// <summary>The file name of one shard.</summary>
    public string ShardName(string dataset, string fileFormat, int shard) => FilepathTemplate
        .Replace("{DATASET}", dataset, StringComparison.Ordinal)
        .Replace("{SPLIT}", Name, StringComparison.Ordinal)
        .Replace("{FILEFORMAT}", fileFormat, StringComparison.Ordinal)
        .Replace("{SHARD_X_OF_Y}", $"{shard:00000}-of-{ShardLengths.Count:00000}", StringComparison.Ordinal)
        .Replace("{SHARD_INDEX}", $"{shard:00000}", StringComparison.Ordinal)
        .Replace("{NUM_SHARDS}", $"{ShardLengths.Count:00000}", StringComparison.Ordinal);
}
