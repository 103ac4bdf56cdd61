using Oft.Contracts;

namespace Oft.Simulation.MiniLibero;

/// <summary>Solves a task by looking at the world's own state: the teacher of every demonstration.</summary>
/// <remarks>
/// Each action is a function of the present state alone: no memory, no chance, so the same state always has the same label and an
/// expert put anywhere goes on from there. Speed is error over 5 cm with the vector's length at most 1, which keeps targets smooth.
/// </remarks>
public sealed class ScriptedExpert(MiniWorld world) : IPolicy
{
    /// <summary>[7] what the expert would do now, in [-1, 1].</summary>
    public double[] Act()
    {
        var action = new double[7];
        world.Present.Act(world, action);
        for (var i = 0; i < action.Length; i++) action[i] = Math.Clamp(action[i], -1, 1);
        return action;
    }

    /// <inheritdoc/>
    /// <remarks>The observation is not read: the expert asks its world.</remarks>
    public ActionChunk Act(Observation observation) => new(1, 7, Act());
}
