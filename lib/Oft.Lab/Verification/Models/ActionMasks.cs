using TorchSharp;
using static TorchSharp.torch;

namespace Oft.Lab.Verification.Models;

/// <summary>Which labels are the first action of a chunk, and which the later ones.</summary>
/// <remarks>Upstream: prismatic/training/train_utils.py, get_current_action_mask and get_next_actions_mask.</remarks>
internal static class ActionMasks
{
    /// <param name="labels">[B, M] with -100 where nothing is asked.</param>
    /// <param name="actionWidth">A</param>
    /// <param name="beginId">An id is an action's where it is larger.</param>
    /// <returns>[B, M] each.</returns>
    public static (Tensor Current, Tensor Next) Of(Tensor labels, int actionWidth, int beginId)
    {
        var count = labels.ne(-100).to(ScalarType.Int64).cumsum(1);
        var action = labels.gt(beginId);
        return (count.ge(1).logical_and(count.le(actionWidth)).logical_and(action), count.gt(actionWidth).logical_and(action));
    }
}
