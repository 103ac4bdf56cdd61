using Oft.Simulation.Predicates;

namespace Oft.Simulation.MiniLibero;

/// <summary>Takes a knob by its bar and turns it on.</summary>
/// <param name="Stove">The fixture the knob belongs to.</param>
internal sealed record TurnKnob(string Stove) : Stage(new Atom(PredicateKind.TurnOn, Stove))
{
    private const double Open = -1, Close = 1, Travel = 0.13, Near = 0.010, Bar = 0.016, Ready = 0.088, Narrow = 0.060, Rate = 0.3, Past = 0.6;

    /// <inheritdoc/>
    public override Point Subject(MiniWorld world) => world.HandleOf(Stove);

    /// <inheritdoc/>
    public override Point Goal(MiniWorld world) => world.HandleOf(Stove);

    /// <inheritdoc/>
    /// <remarks>Fingers that hold the bar turn it past where the stove comes on: letting go pushes it back a little.</remarks>
    public override bool Over(MiniWorld world) => world.Holds(Done) && (world.FingerGap > 2 * Bar || world.JointOf(Stove) > Past || (Subject(world) - world.HandPosition).Length > 4 * Near);

    /// <inheritdoc/>
    public override void Act(MiniWorld world, Span<double> action)
    {
        var (hand, knob) = (world.HandPosition, world.HandleOf(Stove));
        var miss = knob - hand;
        var turn = Reach.YawError(world.JointOf(Stove), world.HandYaw, Math.PI);
        var (gap, above) = (world.FingerGap, hand.Z - knob.Z);
        // The turn begins while the fingers close round the bar: the push of one finger turns it too, and a turn of two or three steps is seen in too few frames to be learned.
        var closing = gap > Ready ? miss.Horizontal < 1.4 * Near && Math.Abs(above) < 1.5 * Near && Math.Abs(turn) < 0.4 : gap > Bar / 2 && miss.Horizontal < 2.5 * Near && above < 2.5 * Near && Math.Abs(turn) < 0.8;
        if (closing)
        {
            Reach.Toward(world, knob, Close, action);
            action[5] = gap < Narrow ? Rate : 0;
            return;
        }
        var height = gap < Ready ? Travel : Reach.Funnel(miss.Horizontal + Math.Max(0, Math.Abs(turn) - 0.1) * 0.1, knob.Z, Travel);
        Reach.Toward(world, Reach.RiseFirst(hand, knob with { Z = height }), Open, action);
        Reach.Turn(turn, action);
    }
}
