namespace Oft.Aloha.Arms;

/// <summary>An arm from its base to its hand: turning joints one after the other. Base frame: x forward, y left, z up; metres.</summary>
/// <param name="Links">Its joints, base first.</param>
/// <param name="Hand">From the last joint to the hand, m, along x.</param>
public sealed record ArmChain(IReadOnlyList<ArmLink> Links, double Hand)
{
    /// <summary>The hand's place and the direction of its x axis.</summary>
    /// <param name="joints">[N] rad.</param>
    public (double X, double Y, double Z, double AxisX, double AxisY, double AxisZ) HandAt(ReadOnlySpan<double> joints)
    {
        var (x, y, z) = Place(joints, Links.Count, Hand);
        var (fx, fy, fz) = Place(joints, Links.Count, Hand + 1);
        return (x, y, z, fx - x, fy - y, fz - z);
    }

    /// <summary>Where every joint is, and the hand: what a stick figure of the arm joins.</summary>
    /// <param name="joints">[N] rad.</param>
    public IReadOnlyList<(double X, double Y, double Z)> Points(ReadOnlySpan<double> joints)
    {
        var points = new (double, double, double)[Links.Count + 1];
        for (var i = 0; i < Links.Count; i++) points[i] = Place(joints, i + 1, 0);
        points[^1] = Place(joints, Links.Count, Hand);
        return points;
    }

    // A point ahead of the last of some joints. Backwards: every joint turns what lies beyond it. No allocation: the gate asks for this every tick.
    private (double X, double Y, double Z) Place(ReadOnlySpan<double> joints, int count, double ahead)
    {
        var (x, y, z) = (ahead, 0.0, 0.0);
        for (var i = count - 1; i >= 0; i--)
        {
            var (sin, cos) = Math.SinCos(joints[i]);
            (x, y, z) = Links[i].Axis[0] switch
            {
                'x' => (x, cos * y - sin * z, sin * y + cos * z),
                'y' => (cos * x + sin * z, y, cos * z - sin * x),
                _ => (cos * x - sin * y, sin * x + cos * y, z),
            };
            (x, y, z) = (x + Links[i].X, y + Links[i].Y, z + Links[i].Z);
        }
        return (x, y, z);
    }
}
