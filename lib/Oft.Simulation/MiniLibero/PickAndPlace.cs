using Oft.Simulation.Predicates;

namespace Oft.Simulation.MiniLibero;

/// <summary>Takes a movable thing and puts it on or into another.</summary>
/// <param name="Object">The thing to take.</param>
/// <param name="Target">The thing it goes to.</param>
/// <param name="Done">Holds once it is there.</param>
/// <param name="Aside">How far beside the middle it goes, along x: two things share a basket side by side.</param>
internal sealed record PickAndPlace(string Object, string Target, Atom Done, double Aside = 0) : Stage(Done)
{
    private const double Open = -1, Close = 1, Hover = 0.045, Near = 0.010, Loose = 0.020, Press = 0.020, LeastGrip = 0.015, Wide = 0.07, Ready = 0.088, HalfOpen = 0.045, Empty = 0.020;

    /// <inheritdoc/>
    public override Point Subject(MiniWorld world) => world.PositionOf(Object);

    /// <inheritdoc/>
    public override Point Goal(MiniWorld world) => world.LandingOf(Target, Done) + new Point(Aside, 0, ((Movable)world.ThingOf(Object)).HalfHeight);

    /// <inheritdoc/>
    /// <remarks>A thing may touch its goal while it is still held; the fingers have to let go before anything else begins.</remarks>
    public override bool Over(MiniWorld world) => world.Holds(Done) && !world.IsHeld(Object) && (world.FingerGap > Wide || (world.PositionOf(Object) - world.HandPosition).Length > 0.06);

    /// <inheritdoc/>
    public override void Act(MiniWorld world, Span<double> action)
    {
        var thing = (Movable)world.ThingOf(Object);
        var hand = world.HandPosition;
        if (world.IsHeld(Object)) Carry(world, thing, hand, action);
        else if (world.Holds(Done)) Reach.Toward(world, hand, Open, action);
        else Approach(world, thing, hand, action);
    }

    private void Approach(MiniWorld world, Movable thing, Point hand, Span<double> action)
    {
        var at = world.PositionOf(Object);
        var grip = at with { Z = Math.Max(at.Z + thing.GripHeight, LeastGrip) };
        var miss = grip - hand;
        var turn = thing.YawPeriod > 0 ? Reach.YawError(world.YawOf(Object), world.HandYaw, thing.YawPeriod) : Reach.YawError(0, world.HandYaw, Math.PI);
        var across = miss.Horizontal + Math.Abs(turn) * 0.02;
        var (gap, above) = (world.FingerGap, hand.Z - grip.Z);
        // Open fingers close where they are sure to have the thing between them. Those that have begun go on within a wider zone, the hand centring them meanwhile; those that hold nothing open above it and try again.
        var closing = gap > Ready ? across < 1.4 * Near && Math.Abs(above) < 1.2 * Near : gap > Empty && across < 2.5 * Near && above > -2.5 * Near && above < 1.5 * Near;
        var high = Math.Max(grip.Z + thing.HalfHeight, world.TallestBeside(Object)) + Hover;
        var height = closing ? grip.Z : gap < Ready ? high : Reach.Funnel(across, grip.Z, high);
        Reach.Toward(world, Reach.RiseFirst(hand, grip with { Z = height }), closing ? Close : Open, action);
        if (gap > HalfOpen) Reach.Turn(turn, action);    // fingers that still hold something do not turn it
    }

    private void Carry(MiniWorld world, Movable thing, Point hand, Span<double> action)
    {
        var (at, goal) = (world.PositionOf(Object), Goal(world));
        var (left, drop) = (goal - at, world.DropOf(Done));
        var height = at.Z - goal.Z - drop;
        if (left.Horizontal < Near && height < 0.006 || left.Horizontal < Loose && height < 0.02 && world.Holds(Done))
        {
            Reach.Toward(world, hand, Open, action);
            return;
        }
        var high = Math.Max(world.TallestBeside(Object), world.RimOf(Target)) + thing.HalfHeight + 0.03;
        // The aim lies below where the fingers open, so that the hand arrives there moving: a policy that learned to slow down to nothing above it would wait there for ever.
        var aim = Reach.Funnel(left.Horizontal, goal.Z + drop - Press, Math.Max(high, goal.Z + drop + 0.03));
        Reach.Toward(world, Reach.RiseFirst(hand, hand + left with { Z = aim - at.Z }), Close, action);
    }
}
