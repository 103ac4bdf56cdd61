using Oft.Model;
using Oft.Torch;
using Oft.Training.Batches;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Oft.Training.Objectives;

/// <summary>One pass of the model, the loss of its head, and whatever else is read from the same pass.</summary>
/// <remarks>
/// Of the last layer only the rows are computed that somebody reads: what nobody reads gets no gradient either.
/// The first named part is always <c>loss_value</c>, the head's own loss; the metrics after it have the reference's names.
/// <para>Upstream: vla-scripts/finetune.py, run_forward_pass.</para>
/// </remarks>
public abstract class OftObjective : IObjective<OftBatch>
{
    private readonly IReadOnlyList<IExtraLoss> extras;

    private protected OftObjective(OftModel model, IReadOnlyList<IExtraLoss> extras)
    {
        (Model, this.extras) = (model, extras);
        Parts = [("model", model), .. extras.Select(extra => (extra.Part, extra.Module))];
    }

    /// <summary>The model that learns.</summary>
    public OftModel Model { get; }

    /// <inheritdoc/>
    public IReadOnlyList<(string Part, Module Module)> Parts { get; }

    /// <summary>The objective of a model's own head.</summary>
    /// <param name="model">The model that learns.</param>
    /// <param name="extras">What else is read from the same pass.</param>
    public static OftObjective Of(OftModel model, params IReadOnlyList<IExtraLoss> extras) => model.Config.Head switch
    {
        ActionHead.L1Regression => new RegressionObjective(model, extras),
        ActionHead.Diffusion => new DiffusionObjective(model, extras),
        _ => new TokenObjective(model, extras),
    };

    /// <inheritdoc/>
    public Loss Loss(OftBatch batch)
    {
        batch = batch.On(Model.Device);
        // Padding counts in FiLM's mean sentence while training, as upstream.
        var (reads, whole) = Read(batch with { Inputs = batch.Inputs with { FilmCountsPadding = true } });
        // Upstream: heads run outside autocast.
        using var plain = Autocast.Off(Model.Device.type);
        reads = reads.to(Model.Dtype);
        var loss = HeadLoss(batch, reads);
        foreach (var extra in extras)
        {
            var more = extra.Loss(batch, reads, whole);
            loss = new(loss.Value + more.Value, [.. loss.Parts, .. more.Parts]);
        }
        return loss;
    }

    /// <summary>Runs the model.</summary>
    /// <returns>[B, R, L] hidden states that are read, the first of them that of the prompt's last token; and every position, where all were computed.</returns>
    private protected virtual (Tensor Reads, ModelOutputs? Whole) Read(OftBatch batch) => (Model.Reads(batch.Inputs), null);

    /// <summary>What the head's answers cost.</summary>
    private protected abstract Loss HeadLoss(OftBatch batch, Tensor reads);

    /// <summary>Mean errors of the first action and of the later ones, in normalised units.</summary>
    /// <param name="said">[B, K, A]</param>
    /// <param name="meant">[B, K, A]</param>
    private protected static IEnumerable<(string, Tensor)> Errors(Tensor said, Tensor meant)
    {
        var error = (said.detach() - meant).abs();
        yield return ("curr_action_l1_loss", error.narrow(1, 0, 1).mean());
        if (error.shape[1] > 1) yield return ("next_actions_l1_loss", error.narrow(1, 1, error.shape[1] - 1).mean());
    }
}
