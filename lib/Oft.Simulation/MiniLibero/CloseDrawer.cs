using Oft.Simulation.Predicates;

namespace Oft.Simulation.MiniLibero;

/// <summary>Pushes a drawer in, towards +y, with closed fingers against the bar of its loop.</summary>
/// <param name="Cabinet">The fixture the drawer belongs to.</param>
internal sealed record CloseDrawer(string Cabinet) : Stage(new Atom(PredicateKind.Close, Cabinet))
{
    private const double Close = 1, Travel = 0.15, Before = 0.075;

    /// <inheritdoc/>
    public override Point Subject(MiniWorld world) => world.HandleOf(Cabinet);

    /// <inheritdoc/>
    public override Point Goal(MiniWorld world) => world.HandleOf(Cabinet) + new Point(0, world.JointOf(Cabinet), 0);

    /// <inheritdoc/>
    public override void Act(MiniWorld world, Span<double> action)
    {
        var (hand, loop) = (world.HandPosition, world.HandleOf(Cabinet));
        var start = loop - new Point(0, Before, 0);
        var miss = start - hand;
        var behind = Math.Abs(miss.X) < 0.03 && loop.Y - hand.Y > 0.045 && hand.Z < loop.Z + 0.02;
        if (behind) Reach.Toward(world, new Point(loop.X, hand.Y + 0.05, loop.Z), Close, action, speed: 0.6);
        else Reach.Toward(world, Reach.RiseFirst(hand, start with { Z = Reach.Funnel(miss.Horizontal + (world.FingerGap > 0.01 ? 0.05 : 0), loop.Z, Travel) }), Close, action);
        Reach.Turn(Reach.YawError(0, world.HandYaw, Math.PI), action);
    }
}
