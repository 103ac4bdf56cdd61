using Oft.Contracts;

namespace Oft.Simulation.MiniLibero;

/// <summary>Episodes of a scripted expert.</summary>
public static class Demonstrations
{
    /// <summary>One episode from a demonstration state.</summary>
    /// <remarks>
    /// Under noise the disturbed action is executed and the expert's own is recorded, so the episode shows how to recover. It ends when the
    /// expert has nothing left to do, which is after the goal first holds: a thing that lies where it should is still let go.
    /// </remarks>
    /// <param name="world">The task's world; it is reset.</param>
    /// <param name="seed">Which start state and which noise; the same seed gives the same episode, bit for bit on one machine.</param>
    /// <param name="noise">Standard deviation of the executed action's noise; 0 for none.</param>
    /// <param name="every">Pictures are drawn at each so-manieth step, from the first; the others have none.</param>
    /// <returns>The episode with both views at those steps; its outcome says whether the expert got there.</returns>
    public static Episode Record(MiniWorld world, ulong seed, double noise = 0, int every = 1)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(every);
        world.ResetForDemonstration(seed);
        return Continue(world, seed, noise, every, () => world.Success && world.NothingLeft);
    }

    /// <summary>One evaluation episode of the expert, from a fixed initial state and without pictures.</summary>
    public static Episode Rehearse(MiniWorld world, int initialState, ulong seed = 0)
    {
        world.Reset(initialState, seed);
        return Continue(world, seed, noise: 0, every: 0, () => world.Success);
    }

    private static Episode Continue(MiniWorld world, ulong seed, double noise, int every, Func<bool> over)
    {
        var expert = new ScriptedExpert(world);
        var drift = new ActionNoise(noise, new SeededChance(SeededChance.SeedOf("noise", seed)));
        var steps = new List<EpisodeStep>();
        while (!over() && steps.Count < world.StepLimit)
        {
            var action = expert.Act();
            var seen = every > 0 && steps.Count % every == 0 ? world.Observe() : new Observation([], world.Proprio(), world.Sentence);
            steps.Add(new EpisodeStep(seen, action) { TargetOffsets = Offsets(world) });
            var executed = (double[])action.Clone();
            if (noise > 0) drift.Disturb(executed);
            world.Step(executed);
        }
        return new Episode(world.Task.Name, world.Robot, seed, steps, world.Success ? EpisodeOutcome.Success : EpisodeOutcome.Failure);
    }

    /// <summary>[6] from the grip to the thing handled now and to where it should go, metres.</summary>
    internal static double[] Offsets(MiniWorld world)
    {
        var (o, g) = (world.ObjectOffset, world.GoalOffset);
        return [o.X, o.Y, o.Z, g.X, g.Y, g.Z];
    }
}
