using Oft.Simulation.Predicates;

namespace Oft.Simulation.MiniLibero;

/// <summary>Takes a knob by its bar and turns it on.</summary>
/// <param name="Stove">The fixture the knob belongs to.</param>
internal sealed record TurnKnob(string Stove) : Stage(new Atom(PredicateKind.TurnOn, Stove))
{
    private const double Open = -1, Close = 1, Travel = 0.13, Near = 0.010, Bar = 0.016;

    /// <inheritdoc/>
    public override Point Subject(MiniWorld world) => world.HandleOf(Stove);

    /// <inheritdoc/>
    public override Point Goal(MiniWorld world) => world.HandleOf(Stove);

    /// <inheritdoc/>
    public override void Act(MiniWorld world, Span<double> action)
    {
        var (hand, knob) = (world.HandPosition, world.HandleOf(Stove));
        var miss = knob - hand;
        var turn = Reach.YawError(world.JointOf(Stove), world.HandYaw, Math.PI);
        // Fingers that have begun to close stay with it a little further off.
        var near = (world.FingerGap < 0.09 ? 2.5 : 1.5) * Near;
        var there = miss.Horizontal < near && Math.Abs(miss.Z) < near && Math.Abs(turn) < 0.5;
        var held = there && world.FingerGap < Bar + 0.014;
        if (held)
        {
            Reach.Toward(world, knob, Close, action);
            action[5] = 0.5;
            return;
        }
        var height = there ? knob.Z : Reach.Funnel(miss.Horizontal + Math.Max(0, Math.Abs(turn) - 0.1) * 0.1, knob.Z, Travel);
        Reach.Toward(world, Reach.RiseFirst(hand, knob with { Z = height }), there ? Close : Open, action);
        Reach.Turn(turn, action);
    }
}
