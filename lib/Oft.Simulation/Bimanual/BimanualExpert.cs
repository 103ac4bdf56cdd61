using Oft.Contracts;

namespace Oft.Simulation.Bimanual;

/// <summary>Solves a bimanual task by its script, looking at the world's own state: the teacher of every demonstration.</summary>
/// <remarks>It remembers which leg each arm is in, so one expert goes with one episode, from its beginning.</remarks>
public sealed class BimanualExpert : IPolicy
{
    private readonly ArmScript left, right;

    /// <summary>An expert for a world that has just been reset.</summary>
    public BimanualExpert(BimanualWorld world)
    {
        var script = world.Task.Script;
        (left, right) = (new ArmScript(world, Side.Left, script.Left), new ArmScript(world, Side.Right, script.Right));
    }

    /// <summary>[14] the next targets.</summary>
    public double[] Act()
    {
        var action = new double[2 * BimanualRobot.ArmWidth];
        left.Next(action.AsSpan(0, BimanualRobot.ArmWidth));
        right.Next(action.AsSpan(BimanualRobot.ArmWidth));
        return action;
    }

    /// <inheritdoc/>
    /// <remarks>The observation is not read: the expert asks its world.</remarks>
    public ActionChunk Act(Observation observation) => new(1, 2 * BimanualRobot.ArmWidth, Act());
}
