using Oft.Contracts;

namespace Oft.Simulation.MiniLibero;

/// <summary>The arm of mini-LIBERO as policies know it.</summary>
public static class MiniRobot
{
    /// <summary>Two views, eight numbers of proprioception, seven of action, chunks of eight at 20 Hz.</summary>
    public static RobotSpec Spec { get; } = new()
    {
        Name = "mini_panda",
        Views = ["agentview", "wrist"],
        ProprioWidth = 8,
        ActionWidth = 7,
        ChunkLength = 8,
        ControlRateHz = 20,
        ActionMask = [true, true, true, true, true, true, false],
    };
}
