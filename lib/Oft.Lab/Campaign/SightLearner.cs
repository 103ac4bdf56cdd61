using Oft.Model;
using Oft.Model.Inputs;
using Oft.Training;
using Oft.Training.Objectives;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Oft.Lab.Campaign;

/// <summary>Both towers while they learn to see: two linear read-outs say of every patch what stands in it and where, and the projector learns to put it where its name is and to keep its place in the picture.</summary>
/// <remarks>
/// <code>
/// loss = cross-entropy(class of the patch; empty ones count less) + mean |offset - true offset| over occupied patches
///      + cross-entropy(projector(patch) · name of each class / √L) with 0 for an empty one, a name being the mean of its tokens' vectors
///      + mean |linear(projector(patch)) - true place in the picture, in patches| over occupied patches
/// </code>
/// <para>The third line stands in for SigLIP's pairs of pictures and words (arXiv 2303.15343): a language model that meets a patch finds the vector of its word. The last one keeps the place where one more linear map finds it.</para>
/// <para>Shapes: B scenes, V views, P patches, D both towers' width, C classes, L the language model's width.</para>
/// </remarks>
public sealed class SightLearner : IObjective<IReadOnlyList<SightSample>>, IDisposable
{
    private readonly OftModel model;
    private readonly ObservationEncoder encoder;
    private readonly Linear kinds;
    private readonly Linear offsets;
    private readonly Linear places;
    private readonly Tensor weights;
    private readonly Tensor tokens;       // [T] the tokens of all names, one after the other
    private readonly Tensor shares;       // [C - 1, T] what each token counts in each name

    /// <summary>Adds read-outs to a model's towers, projector and words, which stay the caller's.</summary>
    /// <param name="model">Without FiLM.</param>
    /// <param name="encoder">Of a configuration without proprioception.</param>
    /// <param name="emptyWeight">How much an empty patch counts.</param>
    public SightLearner(OftModel model, ObservationEncoder encoder, double emptyWeight)
    {
        (this.model, this.encoder) = (model, encoder);
        var width = encoder.Config.Backbone.VisionWidth;
        kinds = Linear(width, PatchLabels.Count);
        offsets = Linear(width, 2);
        places = Linear(encoder.Config.Backbone.Language.Width, 2);
        weights = tensor([(float)emptyWeight, .. Enumerable.Repeat(1f, PatchLabels.Count - 1)]);
        var names = PatchLabels.Names.Select(CampaignTokenizer.Instance.EncodeInside).ToList();
        tokens = tensor(names.SelectMany(name => name).Select(id => (long)id).ToArray());
        shares = zeros(names.Count, tokens.shape[0]);
        for (var (i, first) = (0, 0); i < names.Count; first += names[i++].Length) shares[i].narrow(0, first, names[i].Length).fill_(1f / names[i].Length);
    }

    /// <inheritdoc/>
    /// <remarks>Blocks that are run and the read-outs are trained; the last block of a tower gets no gradient and stays.</remarks>
    public IReadOnlyList<(string Part, Module Module)> Parts => [("towers", model.Vision), ("projector", model.Projector), ("words", model.Language.Tokens), ("kinds", kinds), ("offsets", offsets), ("places", places)];

    /// <inheritdoc/>
    public Loss Loss(IReadOnlyList<SightSample> batch)
    {
        var (scores, named, where, inPicture, classes, truth) = Read(batch);
        var (sort, name) = (functional.cross_entropy(scores, classes, weights), functional.cross_entropy(named, classes, weights));
        var occupied = classes.ne(0).to(ScalarType.Float32).unsqueeze(1);                             // [N, 1]
        var place = ((where - truth).abs() * occupied).sum() / (2 * occupied.sum());
        var kept = ((inPicture - (truth + Corners(truth.shape[0]))).abs() * occupied).sum() / (2 * occupied.sum());
        return new Loss(sort + place + name + kept, ("cross-entropy", sort.detach()), ("by name", name.detach()), ("offset, px", (place * encoder.Config.Backbone.Dino.PatchSize).detach()), ("kept, patches", kept.detach()));
    }

    /// <summary>How well the read-outs say what no step has seen.</summary>
    /// <returns>Share of occupied patches with the right class, the same by their names, and the mean error of their offsets in pixels.</returns>
    public (double Accuracy, double Named, double OffsetPixels) Judge(IReadOnlyList<SightSample> samples, int batch)
    {
        var (right, rightly, error, count) = (0.0, 0.0, 0.0, 0.0);
        foreach (var part in samples.Chunk(batch))
        {
            using var scope = NewDisposeScope();
            using var frozen = no_grad();
            var (scores, named, where, _, classes, truth) = Read(part);
            var occupied = classes.ne(0).to(ScalarType.Float32);
            right += (scores.argmax(1).eq(classes).to(ScalarType.Float32) * occupied).sum().item<float>();
            rightly += (named.argmax(1).eq(classes).to(ScalarType.Float32) * occupied).sum().item<float>();
            error += ((where - truth).abs().mean([1]) * occupied).sum().item<float>();
            count += occupied.sum().item<float>();
        }
        return (right / count, rightly / count, error / count * encoder.Config.Backbone.Dino.PatchSize);
    }

    private (Tensor Scores, Tensor Named, Tensor Where, Tensor InPicture, Tensor Classes, Tensor Truth) Read(IReadOnlyList<SightSample> batch)
    {
        var pixels = encoder.EncodeForTraining([.. batch.Select(sample => sample.Observation)]).Pixels;
        var patches = model.Vision.call(pixels, null).flatten(0, 1);                                        // [N = B·V·P, D]
        var classes = tensor([.. batch.SelectMany(sample => sample.Labels).SelectMany(labels => labels.Classes)]);
        var truth = tensor([.. batch.SelectMany(sample => sample.Labels).SelectMany(labels => labels.Offsets)], [classes.shape[0], 2]);
        var names = matmul(shares, model.Language.Tokens.call(tokens.unsqueeze(0))[0]);                  // [C - 1, L]
        var projected = model.Projector.call(patches.unsqueeze(0))[0];                                   // [N, L]
        var alike = matmul(projected, names.t()) / Math.Sqrt(names.shape[1]);
        // Nothing has no name: its score is zero.
        return (kinds.call(patches), cat([zeros(alike.shape[0], 1), alike], 1), offsets.call(patches), places.call(projected), classes, truth);
    }

    // Column and row of every patch, picture after picture: [N, 2].
    private Tensor Corners(long patches)
    {
        var side = encoder.Config.Backbone.ImageSize / encoder.Config.Backbone.Dino.PatchSize;
        var one = Enumerable.Range(0, side * side).SelectMany(patch => new[] { (float)(patch % side), patch / side }).ToArray();
        return tensor(one, [side * side, 2]).repeat(patches / (side * side), 1);
    }

    /// <summary>Frees the read-outs; nothing else needs them.</summary>
    public void Dispose()
    {
        kinds.Dispose();
        offsets.Dispose();
        places.Dispose();
        weights.Dispose();
        tokens.Dispose();
        shares.Dispose();
    }
}
