using Oft.Contracts;
using Oft.Data.Statistics;
using Oft.Formats;
using Oft.Formats.Tfds;

namespace Oft.Data.Rlds;

/// <summary>A TFDS folder read as the reference reads it: standardised trajectories, statistics over all splits, normalised trajectories.</summary>
public sealed class RldsDataset
{
    private readonly TfdsFolder folder;
    private ActionStatistics? statistics;

    private readonly bool cache;

    private RldsDataset(TfdsFolder folder, RldsConfiguration configuration, bool cache) => (this.folder, Configuration, this.cache) = (folder, configuration, cache);

    /// <summary>What its records mean.</summary>
    public RldsConfiguration Configuration { get; }

    /// <summary>The stored features.</summary>
    public TfdsFeatures Features => folder.Features;

    /// <summary>Name and splits.</summary>
    public TfdsInfo Info => folder.Info;

    /// <summary>The version folder.</summary>
    public string Path => folder.Path;

    /// <summary>Opens a TFDS folder.</summary>
    /// <param name="path">The version folder, or the one above it.</param>
    /// <param name="configuration">What the records mean; by default what the table says of the name, or else the width of the actions.</param>
    /// <param name="cache">False where nothing may be written beside the data.</param>
    /// <exception cref="DamagedFileException">It is no TFDS folder.</exception>
    public static RldsDataset Open(string path, RldsConfiguration? configuration = null, bool cache = true)
    {
        var folder = TfdsFolder.Open(path);
        return new RldsDataset(folder, configuration ?? RldsTable.Configure(folder.Info.Name, folder.Features["steps/action"]?.Width), cache);
    }

    /// <summary>Opens a data set by name below a root, where TFDS keeps it in lower case.</summary>
    public static RldsDataset Find(string root, string name, bool cache = true) =>
        Open(System.IO.Path.Combine(root, name.ToLowerInvariant()), RldsTable.Datasets.GetValueOrDefault(name), cache);

    /// <summary>The stored records of a split, in shard order.</summary>
    public IEnumerable<TfdsRecord> Records(string split) => folder.Read(split);

    /// <summary>The standardised trajectories of a split, in shard order.</summary>
    public IEnumerable<Trajectory> Trajectories(string split) => folder.Read(split).Select(record => Standardizer.Read(record, folder.Features, Configuration));

    /// <summary>The trajectories of a split, normalised by the whole data set's statistics.</summary>
    public IEnumerable<Trajectory> Normalized(string split)
    {
        var known = Statistics();
        foreach (var trajectory in Trajectories(split))
        {
            Normalize(trajectory.Action, known.Action);
            Normalize(trajectory.Proprio, known.Proprio!);
            yield return trajectory;
        }
    }

    /// <summary>The statistics over all splits and all episodes; the first call reads every record, or the cache beside the data.</summary>
    public ActionStatistics Statistics() => statistics ??= cache ? StatisticsCache.Of(this) : ComputeStatistics();

    /// <summary>Reads every record and computes the statistics.</summary>
    // Upstream: episodes that are later skipped (unlabelled, too short) count here.
    public ActionStatistics ComputeStatistics()
    {
        var action = new FieldSummary(Configuration.ActionWidth);
        var proprio = new FieldSummary(Configuration.ProprioWidth);
        var trajectories = 0L;
        foreach (var trajectory in folder.Info.Splits.SelectMany(split => Trajectories(split.Name)))
        {
            for (var step = 0; step < trajectory.Steps; step++)
            {
                action.Add(trajectory.Chunk(step, 1));
                proprio.Add(trajectory.ProprioAt(step));
            }
            trajectories++;
        }
        return new ActionStatistics(action.Finish(Configuration.NormalizationMask), proprio.Finish(), action.Count, trajectories);
    }

    /// <summary>Every file the data set consists of.</summary>
    public IEnumerable<string> Files() =>
        folder.Info.Splits.SelectMany(split => Enumerable.Range(0, split.ShardLengths.Count).Select(shard => folder.Shard(split, shard)))
            .Prepend(System.IO.Path.Combine(folder.Path, "features.json")).Prepend(System.IO.Path.Combine(folder.Path, "dataset_info.json"));

    private void Normalize(float[] rows, FieldStatistics field)
    {
        for (var at = 0; at < rows.Length; at += field.Width)
            field.NormalizeForTraining(rows.AsSpan(at, field.Width), Configuration.Bounds).CopyTo(rows, at);
    }
}
