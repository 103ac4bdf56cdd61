namespace Oft.Aloha.Arms;

/// <summary>Waypoints on a straight line in joint space, one per control period.</summary>
/// <remarks>
/// <code>
/// n = int(seconds / period)      point i = i · (Δ / (n - 1)) + start, the last one the goal itself
/// </code>
/// <para>Upstream: robot_utils.move_arms through numpy's linspace, which divides first as soon as any joint stands still: (i / (n - 1)) · Δ + start.</para>
/// </remarks>
public static class LinearMove
{
    /// <summary>Waypoints that fit into a time, both ends counted; 0 where less than a period is given.</summary>
    public static int Count(double seconds, double period = AlohaRoutines.Period) => (int)(seconds / period);

    /// <summary>The waypoints.</summary>
    /// <param name="start">[N] where it is.</param>
    /// <param name="goal">[N] where it goes.</param>
    /// <param name="count">How many; one alone is the start.</param>
    /// <returns>[count][N].</returns>
    public static double[][] Points(ReadOnlySpan<double> start, ReadOnlySpan<double> goal, int count)
    {
        if (start.Length != goal.Length) throw new ArgumentException($"move: the start has {start.Length} numbers, the goal {goal.Length}.");
        var points = new double[Math.Max(0, count)][];
        var anyStill = false;
        for (var d = 0; d < start.Length; d++) anyStill |= (goal[d] - start[d]) / (count - 1) == 0;
        for (var i = 0; i < count; i++)
        {
            points[i] = new double[start.Length];
            for (var d = 0; d < start.Length; d++)
            {
                var delta = goal[d] - start[d];
                points[i][d] = count == 1 ? 0 * delta + start[d]
                    : i == count - 1 ? goal[d]
                    : anyStill ? (double)i / (count - 1) * delta + start[d] : i * (delta / (count - 1)) + start[d];
            }
        }
        return points;
    }
}
