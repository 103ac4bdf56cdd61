using Oft.Contracts;
using Oft.Data.Sampling;
using Oft.Model;
using Oft.Model.Inputs;
using static TorchSharp.torch;

namespace Oft.Training.Batches;

/// <summary>Makes batches of samples through the model's own door, and draws whatever chance they need.</summary>
/// <remarks>Everything random is a function of the seed and of a sample's number, so a batch is the same whoever makes it and whenever.</remarks>
/// <param name="encoder">The way into the model.</param>
/// <param name="seed">For crops, colours and noise.</param>
/// <param name="augment">Crops and colours at random, as upstream.</param>
public sealed class OftBatchMaker(ObservationEncoder encoder, ulong seed, bool augment)
{
    private const ulong Pictures = 0xA5A5_5A5A_C3C3_3C3C, NoiseOf = 0x5EED_0F_D1FF_0517, SamplingOf = 0x0DD5_0F_5A3B_11E6;
    private readonly ActionTokenizer tokens = new(encoder.Config.Backbone.Language.Vocabulary);

    /// <summary>Makes a batch.</summary>
    /// <param name="first">The first sample's number in its stream.</param>
    /// <param name="samples">B samples with at least K actions.</param>
    /// <exception cref="ArgumentException">A sample does not fit the robot.</exception>
    public OftBatch Make(long first, IReadOnlyList<ChunkSample> samples)
    {
        using var scope = NewDisposeScope();
        var config = encoder.Config;
        var inputs = encoder.EncodeSeeded([.. samples.Select(sample => sample.Observation)], augment ? (sample, view) => PictureSeed(first + sample, view) : null);
        float[] targets = [.. samples.SelectMany(sample => encoder.NormalizedTarget(Chunk(sample.Target)))];
        var shape = new long[] { samples.Count, config.ChunkLength, config.Robot.ActionWidth };
        var diffusion = config.Head is ActionHead.Diffusion;
        return new OftBatch(inputs, tensor(targets, shape), tensor(tokens.Encode(targets).Select(id => (long)id).ToArray(), [samples.Count, config.ActionSlots]))
        {
            Noise = diffusion ? Normal(NoiseOf, first, shape) : null,
            Timesteps = diffusion ? [.. samples.Select((_, i) => SeededRandom.For(seed ^ NoiseOf, ~(ulong)(first + i)).Next(config.DiffusionTrainSteps))] : null,
            SamplingNoise = diffusion ? Normal(SamplingOf, first, shape) : null,
            TargetOffsets = samples.All(sample => sample.TargetOffsets.Length == 6) ? tensor(samples.SelectMany(sample => sample.TargetOffsets.ToArray()).Select(x => (float)x).ToArray(), [samples.Count, 6]) : null,
            TargetPlaces = samples.All(sample => sample.TargetOffsets.Length == 6 && sample.Observation.Proprio.Length >= 3) ? tensor(samples.SelectMany(Places).ToArray(), [samples.Count, 6]) : null,
        }.Keep();
    }

    private static IEnumerable<float> Places(ChunkSample sample) => Enumerable.Range(0, 6).Select(i => (float)(sample.TargetOffsets.Span[i] + sample.Observation.Proprio.Span[i % 3]));

    // A head that says fewer actions learns the first ones of a longer chunk.
    private ActionChunk Chunk(ActionChunk chunk) => chunk.Length <= encoder.Config.ChunkLength ? chunk
        : new ActionChunk(encoder.Config.ChunkLength, chunk.Width, chunk.Values[..(encoder.Config.ChunkLength * chunk.Width)]);

    // Upstream: one base seed per frame; camera i takes base + i (obs_transforms.py, augment).
    private (int First, int Second) PictureSeed(long ordinal, int view)
    {
        var bits = SeededRandom.For(seed ^ Pictures, (ulong)ordinal).Next();
        return (unchecked((int)((uint)bits >> 1) + view), unchecked((int)(bits >> 33) + view));
    }

    private Tensor Normal(ulong purpose, long first, long[] shape)
    {
        var values = new float[shape[0] * shape[1] * shape[2]];
        var each = (int)(shape[1] * shape[2]);
        for (var row = 0; row < shape[0]; row++)
        {
            var random = SeededRandom.For(seed ^ purpose, (ulong)(first + row));
            for (var i = row * each; i < (row + 1) * each; i++)
                values[i] = (float)(Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble()));
        }
        return tensor(values, shape);
    }
}
