namespace Oft.Aloha.Gate;

/// <summary>The largest step from which one can still stop in time.</summary>
/// <remarks>
/// A joint that moves u steps' worth of braking per period (u = v / (a·T)) and brakes as hard as it may covers, this step included,
/// <code>
/// S(u) = (m + 1) · u - m · (m + 1) / 2       in units of a·T², m = floor(u)
/// </code>
/// S is continuous and grows, so it can be turned around exactly: from every state that obeys it, braking leads to another that does.
/// </remarks>
internal static class Braking
{
    /// <summary>The largest velocity that stops within a distance.</summary>
    /// <param name="distance">To the limit, not negative.</param>
    /// <param name="acceleration">a.</param>
    /// <param name="period">T.</param>
    public static double Velocity(double distance, double acceleration, double period)
    {
        var unit = acceleration * period * period;
        var far = Math.Max(0, distance) / unit;
        var m = Math.Floor((Math.Sqrt(8 * far + 1) - 1) / 2);
        return (far + m * (m + 1) / 2) / (m + 1) * acceleration * period;
    }
}
