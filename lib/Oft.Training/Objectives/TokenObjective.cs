using Oft.Model;
using Oft.Training.Batches;
using TorchSharp;
using static TorchSharp.torch;

namespace Oft.Training.Objectives;

/// <summary>Cross-entropy of action tokens and of the stop token behind them.</summary>
/// <remarks>
/// Parallel heads say all tokens of a chunk at once, from empty slots and in both directions. The autoregressive head reads the
/// actions themselves, causally, and says each after those before it: how the original OpenVLA was trained.
/// </remarks>
public sealed class TokenObjective(OftModel model, IReadOnlyList<IExtraLoss> extras) : OftObjective(model, extras)
{
    // [B, K·A + 1, L]: behind the actions comes the state of the last action's place, which says the stop token.
    private protected override (Tensor Reads, ModelOutputs? Whole) Read(OftBatch batch)
    {
        if (Model.Config.Head is not ActionHead.Autoregressive) return (Model.ReadsAndStop(batch.Inputs), null);
        var outputs = Model.Follow(batch.Inputs, batch.Tokens);
        return (cat([outputs.Reads, LastSlot(outputs)], 1), outputs);
    }

    private protected override Loss HeadLoss(OftBatch batch, Tensor reads)
    {
        var language = Model.Config.Backbone.Language;
        return TokenLoss.Of(Model.Language.Logits(reads), batch.Tokens, language.StopId, language.Vocabulary, Model.Config.Robot.ActionWidth);
    }

    private static Tensor LastSlot(ModelOutputs outputs)
    {
        var places = tensor(outputs.Layouts.Select(layout => (long)layout.ActionSlots.End.Value - 1).ToArray(), device: outputs.Hidden.device);
        return outputs.Hidden.gather(1, places.view(-1, 1, 1).expand(-1, 1, outputs.Hidden.shape[2]));  // [B, 1, L]
    }
}
