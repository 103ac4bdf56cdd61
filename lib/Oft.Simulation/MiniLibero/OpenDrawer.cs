using Oft.Simulation.Predicates;

namespace Oft.Simulation.MiniLibero;

/// <summary>Hooks closed fingers into a drawer's loop and pulls it out, towards -y.</summary>
/// <param name="Cabinet">The fixture the drawer belongs to.</param>
internal sealed record OpenDrawer(string Cabinet) : Stage(new Atom(PredicateKind.Open, Cabinet))
{
    private const double Close = 1, Travel = 0.13, Way = 0.125;

    /// <inheritdoc/>
    public override Point Subject(MiniWorld world) => world.HandleOf(Cabinet);

    /// <inheritdoc/>
    public override Point Goal(MiniWorld world) => world.HandleOf(Cabinet) - new Point(0, Way - world.JointOf(Cabinet), 0);

    /// <inheritdoc/>
    public override void Act(MiniWorld world, Span<double> action)
    {
        var (hand, loop) = (world.HandPosition, world.HandleOf(Cabinet));
        var miss = loop - hand;
        // Inside the loop the fingers may lie anywhere between its bar and the drawer's face.
        var inside = Math.Abs(miss.X) < 0.025 && miss.Y is > -0.02 and < 0.035 && hand.Z < loop.Z + 0.012;
        if (inside) Reach.Toward(world, new Point(loop.X, hand.Y - 0.05, loop.Z), Close, action, speed: 0.6);
        else Reach.Toward(world, Reach.RiseFirst(hand, loop with { Z = Reach.Funnel(miss.Horizontal + (world.FingerGap > 0.01 ? 0.05 : 0), loop.Z, Travel) }), Close, action);
        Reach.Turn(Reach.YawError(0, world.HandYaw, Math.PI), action);
    }
}
