namespace Oft.Evaluation.Latency;

/// <summary>Where the time of a policy's answers goes.</summary>
/// <param name="Total">Times of whole calls.</param>
/// <param name="Stages">Parts in the order they were first entered; empty for a policy that has no spans.</param>
/// <param name="PeakBytes">Largest resident memory of the process so far.</param>
public sealed record LatencyProfile(LatencySummary Total, IReadOnlyList<StageTime> Stages, long PeakBytes)
{
    /// <summary>What the parts add up to, of the whole.</summary>
    public double Covered => Stages.Sum(stage => stage.Share);
}
