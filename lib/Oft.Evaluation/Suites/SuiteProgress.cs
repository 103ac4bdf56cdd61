using Oft.Evaluation.Ledgers;
using Oft.Evaluation.Statistics;

namespace Oft.Evaluation.Suites;

/// <summary>How far a run is, after each episode.</summary>
/// <param name="Done">Episodes in the ledger, those of earlier sittings with them.</param>
/// <param name="Total">Episodes of this run or shard.</param>
/// <param name="Rate">Success so far; null before the first trial.</param>
/// <param name="Errors">Episodes that broke.</param>
/// <param name="Elapsed">Since this sitting began.</param>
/// <param name="Remaining">At this sitting's pace; null before its first episode.</param>
/// <param name="Last">The episode just finished; null at the beginning.</param>
public sealed record SuiteProgress(int Done, int Total, SuccessRate? Rate, int Errors, TimeSpan Elapsed, TimeSpan? Remaining, EpisodeRecord? Last);
