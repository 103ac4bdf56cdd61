using Oft.Contracts;

namespace Oft.Simulation.MiniLibero;

/// <summary>The arm of mini-LIBERO as policies know it.</summary>
public static class MiniRobot
{
    /// <summary>Two views, eight numbers of proprioception, seven of action, chunks of eight at 20 Hz.</summary>
    /// <remarks>Numbers are scaled by their extremes, as the paper's ALOHA: the hand turns in fewer than one step of a hundred, and between quantiles every turn would be clipped to nothing.</remarks>
    public static RobotSpec Spec { get; } = new()
    {
        Name = "mini_panda",
        Views = ["agentview", "wrist"],
        ProprioWidth = 8,
        ActionWidth = 7,
        ChunkLength = 8,
        ControlRateHz = 20,
        Bounds = BoundsKind.MinMax,
        ActionMask = [true, true, true, true, true, true, false],
    };
}
