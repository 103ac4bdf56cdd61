namespace Oft.Data.Rlds;

/// <summary>What BridgeData V2's stored episodes become: reached movements instead of commanded ones, and a gripper that is open or closed.</summary>
/// <remarks>
/// <code>
/// kept steps   1 … T − 2
/// movement     state[t + 1][:6] − state[t][:6]
/// gripper      1 above 0.95, 0 below 0.05, between them what the next definite step has; after the last definite step, the last command itself
/// </code>
/// <para>Upstream: prismatic/vla/datasets/rlds/oxe/transforms.py, bridge_orig_dataset_transform; oxe/utils: binarize_gripper_actions, relabel_bridge_actions.</para>
/// </remarks>
public static class BridgeActions
{
    private const int width = 7;
    private const int movement = 6;

    /// <summary>The stored steps that become steps of the trajectory; none of fewer than three.</summary>
    /// <param name="steps">T as stored.</param>
    public static Range Kept(int steps) => steps < 3 ? 0..0 : 1..(steps - 1);

    /// <summary>Actions [T', 7] and proprioception [T', 7] of the kept steps.</summary>
    /// <param name="action">[T, 7] as stored.</param>
    /// <param name="state">[T, 7] as stored: position, Euler angles, gripper.</param>
    /// <param name="steps">T.</param>
    public static (float[] Action, float[] Proprio) Relabel(ReadOnlySpan<float> action, ReadOnlySpan<float> state, int steps)
    {
        var (first, count) = Kept(steps).GetOffsetAndLength(steps);
        var relabelled = new float[count * width];
        var gripper = action.Length == 0 ? 0 : action[^1];
        for (var step = steps - 1; step >= 1; step--)
        {
            // Upstream: the scan starts at the last step, which is dropped only afterwards.
            gripper = action[step * width + movement] switch { > 0.95f => 1, < 0.05f => 0, _ => gripper };
            if (step >= first + count) continue;
            var row = relabelled.AsSpan((step - first) * width, width);
            for (var i = 0; i < movement; i++) row[i] = state[(step + 1) * width + i] - state[step * width + i];
            row[movement] = gripper;
        }
        return (relabelled, state.Slice(first * width, count * width).ToArray());
    }
}
