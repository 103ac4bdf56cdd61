using Oft.Contracts;

namespace Oft.Aloha.Ros1.Robot;

/// <summary>What the robot's topics are called. ALOHA 1's names by default; every one may be another.</summary>
public sealed record AlohaTopics
{
    /// <summary>Name spaces of the followers, left first.</summary>
    public IReadOnlyList<string> Followers { get; init; } = ["/puppet_left", "/puppet_right"];

    /// <summary>Below a follower: its joints.</summary>
    public string JointStates { get; init; } = "joint_states";

    /// <summary>Below a follower: targets of a group.</summary>
    public string Group { get; init; } = "commands/joint_group";

    /// <summary>Below a follower: the target of one joint.</summary>
    public string Single { get; init; } = "commands/joint_single";

    /// <summary>Picture topics in the order of the robot's views.</summary>
    public IReadOnlyList<string> Cameras { get; init; } = ["/usb_cam_high/image_raw", "/usb_cam_left_wrist/image_raw", "/usb_cam_right_wrist/image_raw"];

    /// <summary>Below a follower: a whole trajectory. The kit does not use it.</summary>
    public string Trajectory { get; init; } = "commands/joint_trajectory";

    /// <summary>Joint states of the leaders, left first.</summary>
    public IReadOnlyList<string> Leaders { get; init; } = ["/master_left/joint_states", "/master_right/joint_states"];

    /// <summary>Where the followers say their joints, left first.</summary>
    public IReadOnlyList<string> States => [.. Followers.Select(x => $"{x}/{JointStates}")];

    /// <summary>Where the followers take what they are told.</summary>
    public IReadOnlyList<string> Commands => [.. Followers.SelectMany(x => new[] { $"{x}/{Group}", $"{x}/{Single}" })];

    /// <summary>All four of the robot's cameras, the low one as well.</summary>
    public static AlohaTopics FourCameras { get; } = new() { Cameras = ["/usb_cam_high/image_raw", "/usb_cam_low/image_raw", "/usb_cam_left_wrist/image_raw", "/usb_cam_right_wrist/image_raw"] };

    /// <summary>The views of those four.</summary>
    public static RobotSpec FourViews { get; } = RobotSpec.Aloha with { Views = ["full_image", "low_image", "left_wrist_image", "right_wrist_image"] };

    /// <summary>What the arm's group is called.</summary>
    public string ArmGroup { get; init; } = "arm";

    /// <summary>What the gripper's joint is called.</summary>
    public string GripperJoint { get; init; } = "gripper";
}
