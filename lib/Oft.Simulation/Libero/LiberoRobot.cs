using Oft.Contracts;

namespace Oft.Simulation.Libero;

/// <summary>LIBERO's Panda as policies know it, and which camera each of its views is.</summary>
public static class LiberoRobot
{
    private static readonly Dictionary<string, string> cameras = new() { ["full_image"] = "agentview", ["wrist_image"] = "robot0_eye_in_hand" };

    /// <summary>The published checkpoints' robot.</summary>
    public static RobotSpec Spec => RobotSpec.Libero;

    /// <summary>The model's camera behind a view; a camera's own name is taken as it is.</summary>
    public static string CameraOf(string view) => cameras.GetValueOrDefault(view, view);
}
