using Oft.Contracts;
using Oft.Model;
using Oft.Model.Inputs;
using Oft.Torch;
using Oft.Training;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Oft.Lab.Slice;

/// <summary>The tiny policy while it learns: L1 on the chunk, and beside it where the named things are.</summary>
/// <remarks>
/// <code>
/// loss = mean |chunk - expert's| + mean |offsets - true offsets| / 0.15 m
/// </code>
/// The second part reads the hidden state of the prompt's last token. It stands in for the pre-training that connects words and
/// things in the 7B model: without it a model of this size reads the target off the hand's own pose and never looks.
/// </remarks>
public sealed class SliceLearner : IDisposable
{
    // Offsets are learned in units of 15 cm, so that both parts of the loss are of one size.
    private const double metresPerUnit = 0.15;
    private readonly OftModel model;
    private readonly Linear offsets;
    private readonly ObservationEncoder encoder;

    /// <summary>Adds the read-out to a model, which stays the caller's.</summary>
    public SliceLearner(OftModel model, ObservationEncoder encoder)
    {
        (this.model, this.encoder) = (model, encoder);
        offsets = Linear(model.Config.Backbone.Language.Width, 6);
    }

    /// <summary>What is trained.</summary>
    public IEnumerable<Parameter> Parameters => model.parameters().Concat(offsets.parameters());

    /// <summary>What a batch costs.</summary>
    public Loss Loss(IReadOnlyList<ChunkSample> batch)
    {
        var (predicted, where) = Predict([.. batch.Select(sample => sample.Observation)]);
        var chunks = encoder.Targets([.. batch.Select(sample => sample.Target)]);
        var truth = tensor([.. batch.SelectMany(sample => sample.TargetOffsets.ToArray()).Select(value => (float)(value / metresPerUnit))], where.shape);
        var action = functional.l1_loss(predicted, chunks);
        var place = functional.l1_loss(where, truth);
        var objectError = (where - truth).detach().narrow(1, 0, 3).norm(1).mean() * (100 * metresPerUnit);
        return new Loss(action + place, ("action L1", action.detach()), ("object error, cm", objectError));
    }

    private (Tensor Actions, Tensor Offsets) Predict(IReadOnlyList<Observation> observations)
    {
        var outputs = model.call(encoder.EncodeForTraining(observations));
        // Upstream: heads run outside autocast.
        using var plain = Autocast.Off();
        var reads = outputs with { Reads = outputs.Reads.to(ScalarType.Float32) };
        return (model.Actions(reads), offsets.call(reads.Reads.select(1, 0)));              // [B, K, A], [B, 6]
    }

    /// <summary>Frees the read-out; acting does not need it.</summary>
    public void Dispose() => offsets.Dispose();
}
