using Oft.Contracts;
using Oft.Data.Rlds;

namespace Oft.Data.Sampling;

/// <summary>A split held ready for sampling: normalised numbers in memory, pictures as places in their files.</summary>
/// <remarks>Per step about 4·(A + S) bytes of numbers and 16 bytes per camera: 30 MB for all four LIBERO suites.</remarks>
public sealed class TrajectoryIndex
{
    private TrajectoryIndex(RldsDataset dataset, string split, TrajectoryFilter filter)
    {
        (Configuration, Statistics, Split) = (dataset.Configuration, dataset.Statistics(), split);
        var kept = new List<Trajectory>();
        foreach (var trajectory in dataset.Normalized(split))
        {
            if (!filter.Keeps(trajectory)) Filtered++;
            else if (trajectory.Samples(Configuration.ChunkLength) == 0) TooShort++;
            else kept.Add(trajectory);
        }
        Trajectories = kept;
        Samples = kept.Sum(trajectory => (long)trajectory.Samples(Configuration.ChunkLength));
    }

    /// <summary>What the records mean.</summary>
    public RldsConfiguration Configuration { get; }

    /// <summary>Of the whole data set.</summary>
    public ActionStatistics Statistics { get; }

    /// <summary>Its name.</summary>
    public string Split { get; }

    /// <summary>Those with at least one whole chunk.</summary>
    public IReadOnlyList<Trajectory> Trajectories { get; }

    /// <summary>Chunks that begin in them.</summary>
    public long Samples { get; }

    /// <summary>Episodes shorter than one chunk: skipped, never a crash.</summary>
    public int TooShort { get; }

    /// <summary>Episodes without instruction, or beyond a limit.</summary>
    public int Filtered { get; }

    /// <summary>Reads a split once, every checksum included.</summary>
    public static TrajectoryIndex Load(RldsDataset dataset, string split = "train", TrajectoryFilter? filter = null) => new(dataset, split, filter ?? new TrajectoryFilter());
}
