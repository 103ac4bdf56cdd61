using Oft.Simulation.MiniLibero;

namespace Oft.Simulation.Bimanual;

/// <summary>The legs that scripts are put together from.</summary>
internal static class Legs
{
    /// <summary>The gripper's command while it comes to something.</summary>
    public const double Open = 1;

    /// <summary>The gripper's command while it holds something.</summary>
    public const double Closed = 0;

    /// <summary>Opens on the way to a height above a thing, comes down around it, closes, and goes straight up.</summary>
    /// <param name="thing">What is taken.</param>
    /// <param name="grip">Where the fingers close, above its centre, m.</param>
    /// <param name="lift">The height it is brought to, m.</param>
    /// <param name="pitch">The hand's.</param>
    /// <param name="after">What must hold before the hand comes down.</param>
    public static IEnumerable<Move> Take(string thing, double grip, double lift, double pitch = HandPose.Down, Func<BimanualWorld, bool>? after = null) =>
    [
        new((world, _) => new HandPose(Above(world, thing, grip + 0.09), pitch), Open),
        new((world, _) => new HandPose(Above(world, thing, grip), pitch), Open, After: after, Speed: 0.20),
        new((_, begun) => begun, Closed, Dwell: 4),
        new((_, begun) => begun with { Grip = begun.Grip with { Z = lift } }, Closed, Speed: 0.25),
    ];

    /// <summary>Goes somewhere and stays closed.</summary>
    public static Move Carry(Func<BimanualWorld, HandPose> where, Func<BimanualWorld, bool>? after = null, int dwell = 0) => new((world, _) => where(world), Closed, after, dwell);

    /// <summary>Lets go where it is.</summary>
    public static Move Release(Func<BimanualWorld, bool>? after = null) => new((_, begun) => begun, Open, after, Dwell: 3);

    /// <summary>A place above a thing's centre, but no lower than the fingers can close over the table.</summary>
    public static Point Above(BimanualWorld world, string thing, double height)
    {
        const double Lowest = 0.016;
        var at = world.PositionOf(thing);
        return at with { Z = Math.Max(at.Z + height, Lowest) };
    }
}
