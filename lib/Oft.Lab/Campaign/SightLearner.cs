using Oft.Model;
using Oft.Model.Inputs;
using Oft.Model.Vision;
using Oft.Training;
using Oft.Training.Objectives;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Oft.Lab.Campaign;

/// <summary>Both towers while they learn to see: two linear read-outs say of every patch what stands in it and where.</summary>
/// <remarks>
/// <code>
/// loss = cross-entropy(class of the patch; empty ones count less) + mean |offset - true offset| over occupied patches
/// </code>
/// <para>Shapes: B scenes, V views, P patches, D both towers' width, C classes.</para>
/// </remarks>
public sealed class SightLearner : IObjective<IReadOnlyList<SightSample>>, IDisposable
{
    private readonly VisionTowers towers;
    private readonly ObservationEncoder encoder;
    private readonly Linear kinds;
    private readonly Linear offsets;
    private readonly Tensor weights;

    /// <summary>Adds read-outs to towers, which stay the caller's.</summary>
    /// <param name="towers">Without FiLM.</param>
    /// <param name="encoder">Of a configuration without proprioception.</param>
    /// <param name="emptyWeight">How much an empty patch counts.</param>
    public SightLearner(VisionTowers towers, ObservationEncoder encoder, double emptyWeight)
    {
        (this.towers, this.encoder) = (towers, encoder);
        var width = encoder.Config.Backbone.VisionWidth;
        kinds = Linear(width, PatchLabels.Count);
        offsets = Linear(width, 2);
        weights = tensor([(float)emptyWeight, .. Enumerable.Repeat(1f, PatchLabels.Count - 1)]);
    }

    /// <inheritdoc/>
    /// <remarks>Blocks that are run and the read-outs are trained; the last block of a tower gets no gradient and stays.</remarks>
    public IReadOnlyList<(string Part, Module Module)> Parts => [("towers", towers), ("kinds", kinds), ("offsets", offsets)];

    /// <inheritdoc/>
    public Loss Loss(IReadOnlyList<SightSample> batch)
    {
        var (scores, where, classes, truth) = Read(batch);
        var sort = functional.cross_entropy(scores, classes, weights);
        var occupied = classes.ne(0).to(ScalarType.Float32).unsqueeze(1);                             // [N, 1]
        var place = ((where - truth).abs() * occupied).sum() / (2 * occupied.sum());
        return new Loss(sort + place, ("cross-entropy", sort.detach()), ("offset, px", (place * encoder.Config.Backbone.Dino.PatchSize).detach()));
    }

    /// <summary>How well the read-outs say what no step has seen.</summary>
    /// <returns>Share of occupied patches with the right class, and the mean error of their offsets in pixels.</returns>
    public (double Accuracy, double OffsetPixels) Judge(IReadOnlyList<SightSample> samples, int batch)
    {
        var (right, error, count) = (0.0, 0.0, 0.0);
        foreach (var part in samples.Chunk(batch))
        {
            using var scope = NewDisposeScope();
            using var frozen = no_grad();
            var (scores, where, classes, truth) = Read(part);
            var occupied = classes.ne(0).to(ScalarType.Float32);
            right += (scores.argmax(1).eq(classes).to(ScalarType.Float32) * occupied).sum().item<float>();
            error += ((where - truth).abs().mean([1]) * occupied).sum().item<float>();
            count += occupied.sum().item<float>();
        }
        return (right / count, error / count * encoder.Config.Backbone.Dino.PatchSize);
    }

    private (Tensor Scores, Tensor Where, Tensor Classes, Tensor Truth) Read(IReadOnlyList<SightSample> batch)
    {
        var pixels = encoder.EncodeForTraining([.. batch.Select(sample => sample.Observation)]).Pixels;
        var patches = towers.call(pixels, null).flatten(0, 1);                                        // [N = B·V·P, D]
        var classes = tensor([.. batch.SelectMany(sample => sample.Labels).SelectMany(labels => labels.Classes)]);
        var truth = tensor([.. batch.SelectMany(sample => sample.Labels).SelectMany(labels => labels.Offsets)], [classes.shape[0], 2]);
        return (kinds.call(patches), offsets.call(patches), classes, truth);
    }

    /// <summary>Frees the read-outs; nothing else needs them.</summary>
    public void Dispose()
    {
        kinds.Dispose();
        offsets.Dispose();
        weights.Dispose();
    }
}
