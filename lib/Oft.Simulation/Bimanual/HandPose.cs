using Oft.Simulation.MiniLibero;

namespace Oft.Simulation.Bimanual;

/// <summary>How an expert wants a hand: five numbers, for the forearm is never rolled.</summary>
/// <param name="Grip">Where the fingers close, m in the world.</param>
/// <param name="Pitch">How far it points down, rad: 0 level, π/2 straight down.</param>
/// <param name="Turn">About its own axis, rad; at 0 the fingers close across the table when it points down, and level when it is level.</param>
internal readonly record struct HandPose(Point Grip, double Pitch, double Turn = 0)
{
    /// <summary>Straight down.</summary>
    public const double Down = Math.PI / 2;

    /// <summary>The way to another pose as one length: a radian counts as much as 25 cm.</summary>
    public double DistanceTo(HandPose other) => Math.Max((other.Grip - Grip).Length, 0.25 * Math.Max(Math.Abs(other.Pitch - Pitch), Math.Abs(other.Turn - Turn)));

    /// <summary>A pose on the straight way to another.</summary>
    public HandPose Toward(HandPose other, double share) => new(
        new Point(Mix(Grip.X, other.Grip.X, share), Mix(Grip.Y, other.Grip.Y, share), Mix(Grip.Z, other.Grip.Z, share)), Mix(Pitch, other.Pitch, share), Mix(Turn, other.Turn, share));

    private static double Mix(double from, double to, double share) => from + (to - from) * share;
}
