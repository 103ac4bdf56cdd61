namespace Oft.Contracts;

/// <summary>What a robot shows and takes: its cameras in order and the widths of its numbers.</summary>
/// <remarks>Upstream picks these by searching the command line for a robot's name (prismatic/vla/constants.py); here they are said once.</remarks>
public sealed record RobotSpec
{
    /// <summary>The robot's name, as manifests and ledgers spell it.</summary>
    public required string Name { get; init; }

    /// <summary>Camera names in the order the model reads them.</summary>
    public required IReadOnlyList<string> Views { get; init; }

    /// <summary>S, numbers of proprioception.</summary>
    public required int ProprioWidth { get; init; }

    /// <summary>A, numbers per action.</summary>
    public required int ActionWidth { get; init; }

    /// <summary>K, actions per chunk.</summary>
    public required int ChunkLength { get; init; }

    /// <summary>Actions per second.</summary>
    public required double ControlRateHz { get; init; }

    /// <summary>How actions and proprioception are brought to [-1, 1].</summary>
    public BoundsKind Bounds { get; init; } = BoundsKind.Q99;

    /// <summary>[A] false where an action's number is not normalised, such as a gripper's open or close; null where all are.</summary>
    public IReadOnlyList<bool>? ActionMask { get; init; }

    /// <summary>LIBERO's Panda: third-person and wrist camera, end-effector pose and two fingers, pose deltas and a gripper.</summary>
    public static RobotSpec Libero { get; } = new()
    {
        Name = "libero",
        Views = ["full_image", "wrist_image"],
        ProprioWidth = 8,
        ActionWidth = 7,
        ChunkLength = 8,
        ControlRateHz = 20,
        ActionMask = [true, true, true, true, true, true, false],
    };

    /// <summary>ALOHA: a camera above and one at each wrist, absolute targets for two arms of six joints and a gripper.</summary>
    public static RobotSpec Aloha { get; } = new()
    {
        Name = "aloha",
        Views = ["full_image", "left_wrist_image", "right_wrist_image"],
        ProprioWidth = 14,
        ActionWidth = 14,
        ChunkLength = 25,
        ControlRateHz = 25,
        Bounds = BoundsKind.MinMax,
    };

    /// <summary>Bridge's WidowX: one camera, end-effector pose and gripper, pose deltas and a gripper.</summary>
    public static RobotSpec Bridge { get; } = new()
    {
        Name = "bridge",
        Views = ["full_image"],
        ProprioWidth = 7,
        ActionWidth = 7,
        ChunkLength = 5,
        ControlRateHz = 5,
        ActionMask = [true, true, true, true, true, true, false],
    };
}
