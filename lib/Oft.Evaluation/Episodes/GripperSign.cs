using System.Numerics;

namespace Oft.Evaluation.Episodes;

/// <summary>Between the gripper as checkpoints were trained on it (0 closed, 1 open) and as LIBERO takes it (1 closes, -1 opens).</summary>
/// <remarks>
/// <code>
/// g ← sign(2 g - 1)     0 stays 0     then     g ← -g
/// </code>
/// <para>Upstream: experiments/robot/robot_utils.py, normalize_gripper_action and invert_gripper_action.</para>
/// </remarks>
public static class GripperSign
{
    /// <summary>From [0, 1] to [-1, 1].</summary>
    public static T Normalize<T>(T open) where T : IFloatingPointIeee754<T> => T.CreateChecked(2) * open - T.One;

    /// <summary>Its sign: -1, 0 or 1.</summary>
    public static T Binarize<T>(T open) where T : IFloatingPointIeee754<T> => T.CreateChecked(T.Sign(Normalize(open)));

    /// <summary>The other way round; of 0 the negative zero.</summary>
    public static T Invert<T>(T value) where T : IFloatingPointIeee754<T> => -value;

    /// <summary>What LIBERO is sent for what a policy says.</summary>
    public static double ForLibero(double open) => Invert(Binarize(open));
}
