namespace Oft.Simulation.MiniLibero;

/// <summary>A place in the world, metres: x towards the camera, y to the right as the agent view shows it, z up from the table.</summary>
public readonly record struct Point(double X, double Y, double Z)
{
    /// <summary>The way from one point to another.</summary>
    public static Point operator -(Point a, Point b) => new(a.X - b.X, a.Y - b.Y, a.Z - b.Z);

    /// <summary>A point moved.</summary>
    public static Point operator +(Point a, Point b) => new(a.X + b.X, a.Y + b.Y, a.Z + b.Z);

    /// <summary>Length on the table.</summary>
    public double Horizontal => Math.Sqrt(X * X + Y * Y);

    /// <summary>Length.</summary>
    public double Length => Math.Sqrt(X * X + Y * Y + Z * Z);
}
