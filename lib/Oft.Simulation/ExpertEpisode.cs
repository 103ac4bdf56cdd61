using Oft.Contracts;

namespace Oft.Simulation;

/// <summary>Lets an expert act in its world and writes down what it saw and what it would have done.</summary>
internal sealed class ExpertEpisode
{
    /// <summary>The world, already where the episode begins.</summary>
    public required IWorld World { get; init; }

    /// <summary>The expert's clean action for the state the world is in.</summary>
    public required Func<double[]> Expert { get; init; }

    /// <summary>What is seen without pictures.</summary>
    public required Func<Observation> Blind { get; init; }

    /// <summary>Labels of an auxiliary loss, metres.</summary>
    public required Func<double[]> Offsets { get; init; }

    /// <summary>Changes the action that is executed; the clean one is what is written down.</summary>
    public required Action<double[]> Disturb { get; init; }

    /// <summary>Acts until the goal holds or the world's step limit is reached.</summary>
    /// <param name="task">The episode's name.</param>
    /// <param name="seed">Written beside it.</param>
    /// <param name="every">Pictures are drawn at each so-manieth step, from the first; 0 draws none.</param>
    /// <returns>The episode; its outcome is whether the goal holds at its end.</returns>
    public Episode Record(string task, ulong seed, int every)
    {
        var steps = new List<EpisodeStep>();
        while (!World.Success && steps.Count < World.StepLimit)
        {
            var action = Expert();
            steps.Add(new EpisodeStep(every > 0 && steps.Count % every == 0 ? World.Observe() : Blind(), action) { TargetOffsets = Offsets() });
            var executed = (double[])action.Clone();
            Disturb(executed);
            World.Step(executed);
        }
        return new Episode(task, World.Robot, seed, steps, World.Success ? EpisodeOutcome.Success : EpisodeOutcome.Failure);
    }
}
