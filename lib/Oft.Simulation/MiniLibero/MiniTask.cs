using Oft.Simulation.Predicates;

namespace Oft.Simulation.MiniLibero;

/// <summary>One task of mini-LIBERO: a scene, a sentence, a goal and the plan its expert follows.</summary>
public sealed class MiniTask
{
    /// <summary>Initial states every task is evaluated from.</summary>
    public const int InitialStates = 50;

    internal MiniTask(string suite, int index, string sentence, IReadOnlyList<Placed> scene, IReadOnlyList<Stage> plan, IReadOnlyList<Atom> goal, string? layout = null)
    {
        (Suite, Index, Sentence, Scene, Plan, Goal) = (suite, index, sentence, scene, plan, goal);
        Name = sentence.Replace(' ', '_').Replace(",", "", StringComparison.Ordinal);
        Layout = layout ?? $"{suite}/{index}";
    }

    /// <summary>The suite it belongs to.</summary>
    public string Suite { get; }

    /// <summary>Its place in the suite, from 0.</summary>
    public int Index { get; }

    /// <summary>Its sentence with underscores, as LIBERO names its files.</summary>
    public string Name { get; }

    /// <summary>What the robot is told.</summary>
    public string Sentence { get; }

    /// <summary>Other ways to say it, held out from training.</summary>
    public IReadOnlyList<string> Paraphrases => MiniLibero.Paraphrases.Of(Sentence);

    /// <summary>All must hold.</summary>
    public IReadOnlyList<Atom> Goal { get; }

    /// <summary>Control steps after which an episode has failed.</summary>
    public int StepLimit => 120 + 120 * Plan.Count;

    /// <summary>The task's own world, at its first initial state.</summary>
    /// <exception cref="MuJoCo.MuJoCoException">MuJoCo is missing; the message says what to install.</exception>
    public MiniWorld CreateWorld(MiniWorldOptions? options = null) => new(this, options ?? MiniWorldOptions.Default);

    /// <summary>Sentence and suite.</summary>
    public override string ToString() => $"{Suite}[{Index}] {Sentence}";

    internal IReadOnlyList<Placed> Scene { get; }

    internal IReadOnlyList<Stage> Plan { get; }

    // What initial states are drawn from; tasks that share it share their states.
    internal string Layout { get; }
}
