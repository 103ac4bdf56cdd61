namespace Oft.Data.Statistics;

/// <summary>The statistics of a whole data set: what turns robot units into [−1, 1] and back.</summary>
/// <param name="Action">Of the standardised actions.</param>
/// <param name="Proprio">Of the standardised proprioception.</param>
/// <param name="Transitions">Steps of all splits, before anything is filtered.</param>
/// <param name="Trajectories">Episodes of all splits.</param>
public sealed record DatasetStatistics(FieldStatistics Action, FieldStatistics Proprio, long Transitions, long Trajectories);
