namespace Oft.Lab.Verification.LeRobot;

/// <summary>Checks folders of the layout <c>lerobot</c>: data sets of formats v2 and v3, Parquet files of every make, damaged ones of both.</summary>
public sealed class LeRobotLayout : GroupedLayout
{
    /// <summary>Registers its checks.</summary>
    public LeRobotLayout()
    {
        Whole("lerobot-frames", FrameChecks.Frames);
        Each("lerobot-episodes", EpisodeChecks.Episode);
        Each("lerobot-windows", EpisodeChecks.Window);
        Each("lerobot-subset", EpisodeChecks.Subset);
        Each("lerobot-statistics", StatisticsChecks.Computed);
        Each("lerobot-statistics-on-disk", StatisticsChecks.Stored);
        Each("lerobot-videos", FrameChecks.Video);
        Each("lerobot-broken", BrokenChecks.Dataset);
        Each("parquet-table", ParquetChecks.Table);
        Each("parquet-hostile", ParquetChecks.Hostile);
    }

    /// <inheritdoc/>
    public override string Name => "lerobot";
}
