using Oft.Simulation.MiniLibero;

namespace Oft.Simulation.Bimanual;

/// <summary>One bimanual task: a scene, a sentence, the milestones of its score and the script of its expert.</summary>
public sealed class BimanualTask
{
    /// <summary>Initial states every task is evaluated from.</summary>
    public const int InitialStates = 50;

    internal BimanualTask(string suite, int index, string sentence, IReadOnlyList<Placed> scene, IReadOnlyList<Milestone> milestones, BimanualScript script, BimanualFocus focus, Contents? contents = null)
    {
        (Suite, Index, Sentence, Scene, Milestones, Script, Focus, Contents) = (suite, index, sentence, scene, milestones, script, focus, contents);
        Name = sentence.Replace(' ', '_');
    }

    /// <summary>The suite it belongs to.</summary>
    public string Suite { get; }

    /// <summary>Its place in the suite, from 0.</summary>
    public int Index { get; }

    /// <summary>Its sentence with underscores.</summary>
    public string Name { get; }

    /// <summary>What the robot is told.</summary>
    public string Sentence { get; }

    /// <summary>Control steps, 25 a second, after which an episode has failed.</summary>
    public int StepLimit => 500;

    /// <summary>What its score is made of: points of 100 and what they are given for, in order.</summary>
    public IReadOnlyList<(double Points, string What)> Rubric => [.. Milestones.Select(x => (x.Points, x.What))];

    /// <summary>The task's own world, at its first initial state.</summary>
    /// <exception cref="MuJoCo.MuJoCoException">MuJoCo is missing; the message says what to install.</exception>
    public BimanualWorld CreateWorld(BimanualOptions? options = null) => new(this, options ?? BimanualOptions.Default);

    /// <summary>Sentence and suite.</summary>
    public override string ToString() => $"{Suite}[{Index}] {Sentence}";

    internal IReadOnlyList<Placed> Scene { get; }

    internal IReadOnlyList<Milestone> Milestones { get; }

    internal BimanualScript Script { get; }

    internal BimanualFocus Focus { get; }

    internal Contents? Contents { get; }

    // What initial states are drawn from: tasks of a suite share them, so that only the sentence says which one is meant.
    internal string Layout => Suite;
}
