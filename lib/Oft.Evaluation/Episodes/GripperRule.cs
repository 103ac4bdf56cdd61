namespace Oft.Evaluation.Episodes;

/// <summary>How the last number of an action, the gripper's, is sent to the world.</summary>
public enum GripperRule
{
    /// <summary>As the policy says it.</summary>
    AsIs,

    /// <summary>As the reference sends a checkpoint's to LIBERO: <see cref="GripperSign.ForLibero"/>.</summary>
    OpenVla,
}
