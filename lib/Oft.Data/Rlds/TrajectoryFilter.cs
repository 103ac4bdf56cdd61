namespace Oft.Data.Rlds;

/// <summary>Which normalised trajectories stay.</summary>
/// <remarks>Upstream: prismatic/vla/datasets/rlds/dataset.py, apply_trajectory_transforms. The limits compare normalised values, so one of 1 or more drops nothing.</remarks>
public sealed record TrajectoryFilter
{
    /// <summary>Drops trajectories without any instruction.</summary>
    public bool SkipUnlabelled { get; init; } = true;

    /// <summary>Drops trajectories with a normalised action beyond this.</summary>
    public double? MaxAction { get; init; }

    /// <summary>Drops trajectories with a normalised proprioception beyond this.</summary>
    public double? MaxProprio { get; init; }

    /// <summary>True where a trajectory stays.</summary>
    public bool Keeps(Trajectory normalized) =>
        !(SkipUnlabelled && normalized.Unlabelled) && Within(normalized.Action, MaxAction) && Within(normalized.Proprio, MaxProprio);

    private static bool Within(float[] values, double? limit) => limit is not { } most || values.All(value => Math.Abs(value) <= (float)most);
}
