namespace Oft.Data.LeRobot;

/// <summary>Where an episode's frames of one camera are.</summary>
/// <param name="Path">The MP4 file, below the folder.</param>
/// <param name="FromSeconds">When its first frame is shown in it; 0 where a file holds one episode.</param>
public sealed record LeRobotVideo(string Path, double FromSeconds);
