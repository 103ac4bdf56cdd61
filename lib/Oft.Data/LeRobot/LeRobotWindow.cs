namespace Oft.Data.LeRobot;

/// <summary>Rows around a frame, as <c>delta_timestamps</c> ask for them: beyond the episode its first or last row is repeated.</summary>
/// <param name="Rows">[K] rows of the data set.</param>
/// <param name="Padded">[K] true where the row is a repetition.</param>
/// <remarks>The rule OFT's chunks follow at an episode's end; the package calls the flags <c>KEY_is_pad</c>.</remarks>
public sealed record LeRobotWindow(IReadOnlyList<long> Rows, IReadOnlyList<bool> Padded)
{
    /// <summary>The rows at offsets in seconds.</summary>
    /// <param name="row">The frame.</param>
    /// <param name="episode">The episode it is in.</param>
    /// <param name="seconds">[K] offsets, each a whole number of frames.</param>
    /// <param name="framesPerSecond">Of the data set.</param>
    /// <exception cref="ArgumentException">An offset falls between frames.</exception>
    public static LeRobotWindow Of(long row, LeRobotEpisode episode, IReadOnlyList<double> seconds, double framesPerSecond)
    {
        var wanted = seconds.Select(x => row + Frames(x, framesPerSecond)).ToList();
        return new LeRobotWindow([.. wanted.Select(x => Math.Clamp(x, episode.From, episode.To - 1))], [.. wanted.Select(x => x < episode.From || x >= episode.To)]);
    }

    private static long Frames(double seconds, double framesPerSecond)
    {
        var frames = Math.Round(seconds * framesPerSecond);
        return Math.Abs(frames / framesPerSecond - seconds) <= LeRobotFilms.Tolerance ? (long)frames
            : throw new ArgumentException($"an offset of {seconds} s is no whole number of frames at {framesPerSecond} a second; expected multiples of {1 / framesPerSecond} s.");
    }
}
