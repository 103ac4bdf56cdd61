using Oft.Contracts;
using Oft.Simulation.MiniLibero;

namespace Oft.Simulation.Bimanual;

/// <summary>Episodes of a scripted bimanual expert.</summary>
public static class BimanualDemonstrations
{
    /// <summary>One episode from a demonstration state.</summary>
    /// <remarks>Under noise the disturbed action is executed and the expert's own is recorded, so the episode shows how to recover.</remarks>
    /// <param name="world">The task's world; it is reset.</param>
    /// <param name="seed">Which start state and which noise; the same seed gives the same episode, bit for bit on one machine.</param>
    /// <param name="noise">Standard deviation of the executed joint targets' noise, rad; 0 for none.</param>
    /// <param name="every">Pictures are drawn at each so-manieth step, from the first; the others have none.</param>
    /// <returns>The episode with all views at those steps; its outcome says whether the expert got there.</returns>
    public static Episode Record(BimanualWorld world, ulong seed, double noise = 0, int every = 1)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(every);
        world.ResetForDemonstration(seed);
        return Continue(world, seed, noise, every);
    }

    /// <summary>One evaluation episode of the expert, from a fixed initial state and without pictures.</summary>
    public static Episode Rehearse(BimanualWorld world, int initialState, ulong seed = 0)
    {
        world.Reset(initialState, seed);
        return Continue(world, seed, 0, every: 0);
    }

    private static Episode Continue(BimanualWorld world, ulong seed, double noise, int every)
    {
        var expert = new BimanualExpert(world);
        var drift = new JointNoise(noise, new SeededChance(SeededChance.SeedOf("noise", seed)));
        var steps = new List<EpisodeStep>();
        while (!world.Success && steps.Count < world.StepLimit)
        {
            var action = expert.Act();
            steps.Add(new EpisodeStep(every > 0 && steps.Count % every == 0 ? world.Observe() : new Observation([], world.Proprio(), world.Sentence), action) { TargetOffsets = world.TargetOffsets() });
            var executed = (double[])action.Clone();
            if (noise > 0) drift.Disturb(executed);
            world.Step(executed);
        }
        return new Episode(world.Task.Name, world.Robot, seed, steps, world.Success ? EpisodeOutcome.Success : EpisodeOutcome.Failure);
    }
}
