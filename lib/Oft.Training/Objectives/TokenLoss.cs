using TorchSharp;
using static TorchSharp.torch;

namespace Oft.Training.Objectives;

/// <summary>Cross-entropy of action tokens and the stop token, with the reference's metrics.</summary>
/// <remarks>
/// Accuracy counts the likeliest id; the L1 errors are between the actions that ids stand for: interval k = V - id - 1, centre (2k + 1)/255 - 1.
/// <para>Shapes: B samples, K·A tokens, V vocabulary without padding rows.</para>
/// <para>Upstream: prismatic/training/train_utils.py, compute_token_accuracy and compute_actions_l1_loss.</para>
/// </remarks>
internal static class TokenLoss
{
    /// <param name="logits">[B, K·A + 1, rows] at the positions that say the actions and then the stop token.</param>
    /// <param name="tokens">[B, K·A] ids of the actions.</param>
    /// <param name="stopId">Id of the stop token.</param>
    /// <param name="vocabulary">V.</param>
    /// <param name="actionWidth">A.</param>
    public static Loss Of(Tensor logits, Tensor tokens, int stopId, int vocabulary, int actionWidth)
    {
        var (samples, count) = (tokens.shape[0], tokens.shape[1]);
        var meant = cat([tokens, full([samples, 1], stopId, dtype: ScalarType.Int64, device: tokens.device)], 1);      // [B, K·A + 1]
        var loss = nn.functional.cross_entropy(logits.flatten(0, 1), meant.flatten());
        using var frozen = no_grad();
        var said = logits.detach().narrow(1, 0, count).argmax(-1);                                                      // [B, K·A]
        var right = said.eq(tokens).to(ScalarType.Float32);
        var error = (Centre(said, vocabulary) - Centre(tokens, vocabulary)).abs();
        var parts = new List<(string, Tensor)> { ("loss_value", loss.detach()) };
        foreach (var (name, from, length) in new[] { ("curr_action", 0L, (long)actionWidth), ("next_actions", actionWidth, count - actionWidth) })
        {
            if (length == 0) continue;
            parts.Add(($"{name}_accuracy", right.narrow(1, from, length).mean()));
            parts.Add(($"{name}_l1_loss", error.narrow(1, from, length).mean()));
        }
        return new(loss, [.. parts]);
    }

    private static Tensor Centre(Tensor ids, int vocabulary) => ((vocabulary - 1 - ids).clamp(0, 254).to(ScalarType.Float32) * 2 + 1) / 255 - 1;
}
