using Oft.Contracts;

namespace Oft.Simulation.MiniLibero;

/// <summary>Episodes of a scripted expert.</summary>
public static class Demonstrations
{
    private const double SlipsAStep = 0.025;

    /// <summary>One episode from a demonstration state.</summary>
    /// <remarks>Under noise the disturbed action is executed and the expert's own is recorded, so the episode shows how to recover.</remarks>
    /// <param name="world">The task's world; it is reset.</param>
    /// <param name="seed">Which start state and which noise; the same seed gives the same episode, bit for bit on one machine.</param>
    /// <param name="noise">Standard deviation of the executed action's noise; 0 for none.</param>
    /// <param name="every">Pictures are drawn at each so-manieth step, from the first; the others have none.</param>
    /// <returns>The episode with both views at those steps; its outcome says whether the expert got there.</returns>
    public static Episode Record(MiniWorld world, ulong seed, double noise = 0, int every = 1)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(every);
        world.ResetForDemonstration(seed);
        return Continue(world, seed, noise, every);
    }

    /// <summary>One evaluation episode of the expert, from a fixed initial state and without pictures.</summary>
    public static Episode Rehearse(MiniWorld world, int initialState, ulong seed = 0)
    {
        world.Reset(initialState, seed);
        return Continue(world, seed, noise: 0, every: 0);
    }

    private static Episode Continue(MiniWorld world, ulong seed, double noise, int every)
    {
        var drift = new ActionNoise(noise, new SeededChance(SeededChance.SeedOf("noise", seed)));
        var slip = new FingerSlip(noise > 0 ? SlipsAStep : 0, new SeededChance(SeededChance.SeedOf("slip", seed)));
        return new ExpertEpisode
        {
            World = world,
            Expert = new ScriptedExpert(world).Act,
            Blind = () => new Observation([], world.Proprio(), world.Sentence),
            Offsets = () => Offsets(world),
            Disturb = action =>
            {
                drift.Disturb(action);
                slip.Disturb(action);
            },
        }.Record(world.Task.Name, seed, every);
    }

    /// <summary>[6] from the grip to the thing handled now and to where it should go, metres.</summary>
    internal static double[] Offsets(MiniWorld world)
    {
        var (o, g) = (world.ObjectOffset, world.GoalOffset);
        return [o.X, o.Y, o.Z, g.X, g.Y, g.Z];
    }
}
