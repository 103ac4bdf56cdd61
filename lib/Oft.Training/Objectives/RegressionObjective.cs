using Oft.Model;
using Oft.Training.Batches;
using TorchSharp;
using static TorchSharp.torch;

namespace Oft.Training.Objectives;

/// <summary>Mean absolute error of the whole chunk: OFT.</summary>
/// <remarks><code>loss = mean |head(reads) - actions|        over all K·A numbers</code></remarks>
public sealed class RegressionObjective(OftModel model, IReadOnlyList<IExtraLoss> extras) : OftObjective(model, extras)
{
    private protected override Loss HeadLoss(OftBatch batch, Tensor reads)
    {
        var said = Model.Actions(reads);                                              // [B, K, A]
        var meant = batch.Targets.to(said.dtype);
        var loss = torch.nn.functional.l1_loss(said, meant);
        return new(loss, [("loss_value", loss.detach()), .. Errors(said, meant)]);
    }
}
