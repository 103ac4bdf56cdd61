namespace Oft.Contracts;

/// <summary>The gripper, last number of an action, between data sets' 0 closed … 1 open and LIBERO's +1 closed, -1 open.</summary>
/// <remarks>
/// <code>
/// to [-1, 1]     2 · g - 1, or only its sign
/// inverted       -g
/// </code>
/// <para>Upstream: experiments/robot/robot_utils.py, normalize_gripper_action and invert_gripper_action.</para>
/// </remarks>
public static class GripperConvention
{
    /// <summary>[A] with the gripper brought from [0, 1] to [-1, 1].</summary>
    /// <param name="action">[A], as predicted.</param>
    /// <param name="binarize">True for -1, 0 or 1 instead of what lies between.</param>
    public static double[] ToSigned(ReadOnlySpan<double> action, bool binarize)
    {
        var result = action.ToArray();
        var gripper = 2 * result[^1] - 1;
        result[^1] = binarize && !double.IsNaN(gripper) ? Math.Sign(gripper) : gripper;
        return result;
    }

    /// <summary>[A] with the gripper's sign turned.</summary>
    public static double[] Inverted(ReadOnlySpan<double> action)
    {
        var result = action.ToArray();
        result[^1] = -result[^1];
        return result;
    }
}
