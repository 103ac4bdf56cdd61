using Oft.Simulation.Predicates;

namespace Oft.Simulation.MiniLibero;

/// <summary>One thing an expert does on the way to a goal, and when it is done.</summary>
/// <param name="Done">Holds once the stage is over.</param>
internal abstract record Stage(Atom Done)
{
    /// <summary>Where the thing this stage handles is now.</summary>
    public abstract Point Subject(MiniWorld world);

    /// <summary>Where this stage wants it.</summary>
    public abstract Point Goal(MiniWorld world);

    /// <summary>True once nothing is left to do, the fingers' part included.</summary>
    public virtual bool Over(MiniWorld world) => world.Holds(Done);

    /// <summary>The next action, a function of the present state.</summary>
    /// <param name="world">The state.</param>
    /// <param name="action">[7] is written.</param>
    public abstract void Act(MiniWorld world, Span<double> action);
}
