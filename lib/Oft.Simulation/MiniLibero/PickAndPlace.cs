using Oft.Simulation.Predicates;

namespace Oft.Simulation.MiniLibero;

/// <summary>Takes a movable thing and puts it on or into another.</summary>
/// <param name="Object">The thing to take.</param>
/// <param name="Target">The thing it goes to.</param>
/// <param name="Done">Holds once it is there.</param>
internal sealed record PickAndPlace(string Object, string Target, Atom Done) : Stage(Done)
{
    private const double Open = -1, Close = 1, Hover = 0.07, Near = 0.010, LeastGrip = 0.015;

    /// <inheritdoc/>
    public override Point Subject(MiniWorld world) => world.PositionOf(Object);

    /// <inheritdoc/>
    public override Point Goal(MiniWorld world) => world.LandingOf(Target, Done) + new Point(0, 0, ((Movable)world.ThingOf(Object)).HalfHeight);

    /// <inheritdoc/>
    public override void Act(MiniWorld world, Span<double> action)
    {
        var thing = (Movable)world.ThingOf(Object);
        var hand = world.HandPosition;
        if (world.IsHeld(Object)) Carry(world, thing, hand, action);
        else if (world.Holds(Done)) Reach.Toward(world, hand with { Z = hand.Z + 0.04 }, Open, action);
        else Approach(world, thing, hand, action);
    }

    private void Approach(MiniWorld world, Movable thing, Point hand, Span<double> action)
    {
        var at = world.PositionOf(Object);
        var grip = at with { Z = Math.Max(at.Z + thing.GripHeight, LeastGrip) };
        var miss = grip - hand;
        var turn = Reach.YawError(world.YawOf(Object), world.HandYaw, thing.YawPeriod);
        var across = miss.Horizontal + Math.Abs(turn) * 0.02;
        var there = across < Near && Math.Abs(miss.Z) < Near;
        var closing = there || world.FingerGap < 0.09 && across < 2 * Near && Math.Abs(miss.Z) < 2 * Near;
        var height = closing ? grip.Z : Reach.Funnel(across, grip.Z, grip.Z + thing.HalfHeight + Hover);
        Reach.Toward(world, grip with { Z = height }, closing ? Close : Open, action);
        Reach.Turn(turn, action);
    }

    private void Carry(MiniWorld world, Movable thing, Point hand, Span<double> action)
    {
        var (at, goal) = (world.PositionOf(Object), Goal(world));
        var (left, drop) = (goal - at, world.DropOf(Target));
        if (left.Horizontal < Near && at.Z < goal.Z + drop + 0.006)
        {
            Reach.Toward(world, hand, Open, action);
            return;
        }
        var high = Math.Max(world.TallestBeside(Object), world.RimOf(Target)) + thing.HalfHeight + 0.03;
        var height = Reach.Funnel(left.Horizontal, goal.Z + drop, Math.Max(high, goal.Z + drop + 0.03));
        // Across only as far as it has risen over what stands in the way.
        var risen = Math.Clamp((at.Z - (height - 0.05)) / 0.03, 0, 1);
        var aim = new Point(hand.X + left.X * risen, hand.Y + left.Y * risen, hand.Z + height - at.Z);
        Reach.Toward(world, aim, Close, action);
    }
}
