namespace Oft.Data.LeRobot;

/// <summary>One episode as the metadata say.</summary>
/// <param name="Index">Its number.</param>
/// <param name="Tasks">The sentences that occur in it.</param>
/// <param name="Length">T, frames.</param>
/// <param name="From">Its first row in the data set.</param>
/// <param name="To">The row after its last.</param>
/// <param name="DataPath">Its Parquet file, below the folder.</param>
/// <param name="Videos">Per camera kept as video: where its frames are.</param>
/// <param name="Numbers">In format v3.0, every number of its row: chunk and file indices, times.</param>
public sealed record LeRobotEpisode(int Index, IReadOnlyList<string> Tasks, int Length, long From, long To, string DataPath, IReadOnlyDictionary<string, LeRobotVideo> Videos, IReadOnlyDictionary<string, double> Numbers);
