namespace Oft.Simulation.Libero;

// The whole state as numbers, and back.
public sealed partial class LiberoWorld
{
    /// <inheritdoc/>
    public double[] Snapshot() =>
    [
        data.Time, steps, unread ? 1 : 0, lit ? 1 : 0,
        .. senses.Save(), .. data.Position, .. last, .. data.Velocity, .. data.Activation, .. data.Control, .. data.Warmstart,
        .. arm.GoalPosition, .. arm.GoalRotation, .. gripper.State, .. parts.FixturePoses(),
    ];

    /// <inheritdoc/>
    public void Restore(ReadOnlySpan<double> snapshot)
    {
        var expected = 4 + senses.Width + 2 * model.PositionCount + 2 * model.VelocityCount + model.ActivationCount + model.ActuatorCount + 3 + 9 + 2 + 7 * parts.Fixtures.Count;
        if (snapshot.Length != expected) throw new ArgumentException($"snapshot: expected {expected} numbers of a {Task.Suite}/{Task.Name} world, got {snapshot.Length}.", nameof(snapshot));
        double[] position = new double[model.PositionCount], velocity = new double[model.VelocityCount], warmstart = new double[model.VelocityCount], goalPosition = new double[3], goalRotation = new double[9];
        var (time, count) = (snapshot[0], (int)snapshot[1]);
        (unread, lit) = (snapshot[2] != 0, snapshot[3] != 0);
        senses.Load(snapshot[4..]);
        var rest = snapshot[(4 + senses.Width)..];
        parts.PlaceFixtures(rest[^(7 * parts.Fixtures.Count)..]);
        data.Reset();
        ReadNominal();
        Take(position, ref rest);
        Take(last, ref rest);
        Take(velocity, ref rest);
        Take(data.Activation, ref rest);
        Take(data.Control, ref rest);
        Take(warmstart, ref rest);
        Take(goalPosition, ref rest);
        Take(goalRotation, ref rest);
        Take(gripper.State, ref rest);
        arm.SetGoal(goalPosition, goalRotation);
        // Positions and contacts belong to the state before the last physics step, the numbers themselves to the one after.
        last.CopyTo(data.Position);
        data.BeginStep();
        position.CopyTo(data.Position);
        velocity.CopyTo(data.Velocity);
        warmstart.CopyTo(data.Warmstart);
        (data.Time, steps, seen) = (time, count, null);

        static void Take(Span<double> into, ref ReadOnlySpan<double> from)
        {
            from[..into.Length].CopyTo(into);
            from = from[into.Length..];
        }
    }
}
