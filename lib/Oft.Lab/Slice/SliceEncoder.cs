using Oft.Contracts;
using Oft.Model;
using Oft.Model.Inputs;
using TorchSharp;
using static TorchSharp.torch;

namespace Oft.Lab.Slice;

/// <summary>From observations to what the tiny model reads, the same for training and for acting.</summary>
/// <remarks>
/// Views already have the model's size. Pixels are normalised as each tower wants them, proprioception is scaled by the range seen in demonstrations.
/// <para>Shapes: B samples, V views, S proprio width.</para>
/// </remarks>
public sealed class SliceEncoder
{
    // preprocessor_config.json of the published checkpoints, tvf_normalize_params: rounded to bf16 there, and so here.
    private static readonly float[] dinoMean = [0.484375f, 0.455078125f, 0.40625f];
    private static readonly float[] dinoDeviation = [0.228515625f, 0.2236328125f, 0.224609375f];

    private readonly RobotSpec robot;
    private readonly int size;
    private readonly (double Low, double High)[] range;
    private readonly int[] prompt;

    /// <summary>Learns the range of proprioception.</summary>
    /// <param name="config">Views and picture size.</param>
    /// <param name="sentence">The one task of the slice.</param>
    /// <param name="samples">What the range is taken from.</param>
    public SliceEncoder(OftConfig config, string sentence, IReadOnlyCollection<ChunkSample> samples)
    {
        (robot, size) = (config.Robot, config.Backbone.ImageSize);
        range = [.. Enumerable.Range(0, robot.ProprioWidth).Select(i => (samples.Min(sample => sample.Observation.Proprio.Span[i]), samples.Max(sample => sample.Observation.Proprio.Span[i])))];
        prompt = new PromptBuilder(TinyTokenizer.Instance).Ids(sentence);
    }

    /// <summary>What the model reads for these observations.</summary>
    /// <exception cref="ArgumentException">A view is missing or has another size.</exception>
    public ModelInputs Encode(IReadOnlyList<Observation> observations)
    {
        var count = observations.Count;
        var frame = size * size * 3;
        var bytes = new byte[count * robot.Views.Count * frame];
        var proprio = new float[count * robot.ProprioWidth];
        for (var i = 0; i < count; i++)
        {
            for (var view = 0; view < robot.Views.Count; view++)
            {
                var image = observations[i].Views[view];
                if (image.Name != robot.Views[view] || image.Width != size || image.Height != size)
                    throw new ArgumentException($"view {view}: expected '{robot.Views[view]}' of {size}x{size}, got '{image.Name}' of {image.Width}x{image.Height}.");
                image.Rgb.Span.CopyTo(bytes.AsSpan((i * robot.Views.Count + view) * frame));
            }
            for (var s = 0; s < robot.ProprioWidth; s++)
            {
                var (low, high) = range[s];
                var value = high - low < 1e-6 ? 0 : 2 * (observations[i].Proprio.Span[s] - low) / (high - low) - 1;
                proprio[i * robot.ProprioWidth + s] = (float)Math.Clamp(value, -1, 1);
            }
        }
        return new ModelInputs(Normalised(bytes, count), new PromptBatch(Enumerable.Repeat(prompt, count)), tensor(proprio, [count, robot.ProprioWidth]));
    }

    private Tensor Normalised(byte[] rgb, int count)
    {
        var pixels = tensor(rgb, [count, robot.Views.Count, size, size, 3], dtype: ScalarType.Byte).to(ScalarType.Float32).div(255).permute(0, 1, 4, 2, 3);   // [B, V, 3, H, W]
        var dino = (pixels - tensor(dinoMean, [3, 1, 1])) / tensor(dinoDeviation, [3, 1, 1]);
        var siglip = (pixels - 0.5) / 0.5;
        return cat([dino, siglip], 2).reshape(count, robot.Views.Count * 6, size, size);                                                                       // [B, V·6, H, W]
    }
}
