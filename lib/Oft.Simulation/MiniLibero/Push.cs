using Oft.Simulation.Predicates;

namespace Oft.Simulation.MiniLibero;

/// <summary>Slides a thing over the table onto a painted zone, closed fingers behind it.</summary>
/// <param name="Object">The thing to push.</param>
/// <param name="Zone">The zone's fixture.</param>
internal sealed record Push(string Object, string Zone) : Stage(new Atom(PredicateKind.On, Object, $"{Zone}_region"))
{
    private const double Close = 1, Finger = 0.013, Room = 0.03, Travel = 0.12;

    /// <inheritdoc/>
    public override Point Subject(MiniWorld world) => world.PositionOf(Object);

    /// <inheritdoc/>
    public override Point Goal(MiniWorld world) => world.PositionOf(Zone) with { Z = ((Movable)world.ThingOf(Object)).HalfHeight };

    /// <inheritdoc/>
    public override void Act(MiniWorld world, Span<double> action)
    {
        var thing = (Movable)world.ThingOf(Object);
        var (hand, at) = (world.HandPosition, world.PositionOf(Object));
        var way = Goal(world) - at;
        var length = Math.Max(way.Horizontal, 1e-6);
        var (dx, dy) = (way.X / length, way.Y / length);
        var low = Math.Max(0.02, thing.HalfHeight * 0.7);

        // Where the hand is along the push and beside it, seen from the thing.
        var (hx, hy) = (hand.X - at.X, hand.Y - at.Y);
        var along = hx * dx + hy * dy;
        var beside = Math.Abs(-hx * dy + hy * dx);
        if (along < 0 && along > -(thing.Radius + Finger + 2 * Room) && beside < 0.012 && hand.Z < low + 0.02)
        {
            // Straight on, leaning back onto the line through the middle.
            var lean = -hx * dy + hy * dx;
            Reach.Toward(world, new Point(hand.X + dx * 0.04 + lean * dy * 2, hand.Y + dy * 0.04 - lean * dx * 2, low), Close, action, speed: 0.6);
        }
        else
        {
            var back = thing.Radius + Finger + Room;
            var start = new Point(at.X - dx * back, at.Y - dy * back, 0);
            var left = (start - hand).Horizontal;
            Reach.Toward(world, Reach.RiseFirst(hand, start with { Z = Reach.Funnel(left, low, Travel) }), Close, action);
        }
        Reach.Turn(Reach.YawError(0, world.HandYaw, Math.PI), action);
    }
}
