using System.Runtime.InteropServices;
using Oft.Contracts;
using Oft.Imaging;
using Oft.Imaging.Augmentation;
using static TorchSharp.torch;

namespace Oft.Model.Inputs;

/// <summary>The only way into the model, for training and for the robot alike.</summary>
/// <remarks>
/// <code>
/// views in RobotSpec order ─► size, crop ─► both towers' normalisation ─► pixels [B, V·6, H, W]
/// sentence ─► prompt ─► ids, the bare "▁" last                         ─► prompts [B][N]
/// proprioception ─► range of the training set, clipped                 ─► proprio [B, S]
/// </code>
/// Acting and training differ in three places, as upstream: the JPEG round trip and the centre crop belong to acting, random crops and
/// colours to training, and a number that never changes is -1 when acting and 0 in training.
/// <para>Shapes: B samples, V views, H = W pixels, N prompt tokens, S proprio width, K chunk length, A action width. Tensors are float32 on the CPU.</para>
/// </remarks>
public sealed class ObservationEncoder
{
    private readonly PixelNormalization pixels;
    private readonly ViewPreparation preparation;
    private readonly PromptBuilder prompts;

    /// <summary>Joins what a checkpoint brings.</summary>
    /// <param name="config">Robot, picture size, proprioception or none.</param>
    /// <param name="tokenizer">The checkpoint's.</param>
    /// <param name="statistics">Of the set the policy learned from.</param>
    /// <param name="pixels">The towers' constants; OpenVLA's when null.</param>
    /// <exception cref="ArgumentException">The statistics do not have the robot's widths.</exception>
    public ObservationEncoder(OftConfig config, Tokenizer tokenizer, ActionStatistics statistics, PixelNormalization? pixels = null)
    {
        if (statistics.Action.Width != config.Robot.ActionWidth)
            throw new ArgumentException($"statistics: expected {config.Robot.ActionWidth} numbers per action of '{config.Robot.Name}', got {statistics.Action.Width}.", nameof(statistics));
        if (config.Proprio && statistics.Proprio?.Width != config.Robot.ProprioWidth)
            throw new ArgumentException($"statistics: expected {config.Robot.ProprioWidth} numbers of proprioception of '{config.Robot.Name}', got {statistics.Proprio?.Width.ToString() ?? "none"}.", nameof(statistics));
        (Config, Statistics, this.pixels) = (config, statistics, pixels ?? PixelNormalization.OpenVla);
        preparation = new ViewPreparation(config.Backbone.ImageSize);
        prompts = new PromptBuilder(tokenizer);
    }

    /// <summary>An encoder with what lies in a checkpoint folder: tokenizer, statistics, towers' constants.</summary>
    /// <param name="folder">The checkpoint.</param>
    /// <param name="config">What the policy is made of.</param>
    /// <param name="statistics">Name of the training set; null where the checkpoint has only one.</param>
    /// <param name="centerCrop">Crop the centre when acting.</param>
    /// <exception cref="FileNotFoundException">The folder has no tokenizer.</exception>
    /// <exception cref="Weights.CheckpointException">The folder has no statistics.</exception>
    public static ObservationEncoder Load(string folder, OftConfig config, string? statistics = null, bool centerCrop = true)
    {
        var chosen = Weights.CheckpointStatistics.Read(folder).Find(statistics);
        return new(config, TokenizerFolder.Read(folder), chosen, PixelNormalization.Read(folder)) { CenterCrop = centerCrop };
    }

    /// <summary>Robot, picture size, proprioception or none.</summary>
    public OftConfig Config { get; }

    /// <summary>The range of the training set, which also brings actions back to robot units.</summary>
    public ActionStatistics Statistics { get; }

    /// <summary>The checkpoint's tokenizer.</summary>
    public Tokenizer Tokenizer => prompts.Tokenizer;

    /// <summary>What <see cref="CenterCrop"/> is unless it is said.</summary>
    public const bool CropsByDefault = true;

    /// <summary>Crops the centre when acting: true for a policy that was trained with random crops.</summary>
    public bool CenterCrop { get; init; } = CropsByDefault;

    /// <summary>What the model reads to act.</summary>
    /// <param name="observations">B moments; more views than the robot's are ignored.</param>
    /// <exception cref="ArgumentException">A view is missing or another, or proprioception has another width.</exception>
    public ModelInputs Encode(params IReadOnlyList<Observation> observations) =>
        Encode(observations, (_, view, image) => preparation.ForActing(image, CenterCrop), (field, values) => [.. field.Normalize(values, Config.Robot.Bounds).Select(x => (float)x)]);

    /// <summary>What the model reads to learn.</summary>
    /// <param name="observations">B moments.</param>
    /// <param name="augmentation">The crop and colours of a sample's view, by their numbers; null leaves pictures as they are.</param>
    /// <exception cref="ArgumentException">A view is missing or another, or proprioception has another width.</exception>
    public ModelInputs EncodeForTraining(IReadOnlyList<Observation> observations, Func<int, int, ImageAugmentation>? augmentation = null) =>
        Encode(observations, (sample, view, image) => preparation.ForTraining(image, augmentation?.Invoke(sample, view)), (field, values) => field.NormalizeForTraining([.. values.Select(x => (float)x)], Config.Robot.Bounds));

    /// <summary>What the model reads to learn, with pictures changed by seeds alone.</summary>
    /// <param name="observations">B moments.</param>
    /// <param name="seeds">Of the crop and colours of a sample's view, by their numbers: same seed, same change; null leaves pictures as they are.</param>
    /// <exception cref="ArgumentException">A view is missing or another, or proprioception has another width.</exception>
    public ModelInputs EncodeSeeded(IReadOnlyList<Observation> observations, Func<int, int, (int First, int Second)>? seeds) =>
        EncodeForTraining(observations, seeds is null ? null : (sample, view) =>
        {
            var (first, second) = seeds(sample, view);
            return ImageAugmentation.Draw(new StatelessSeed(first, second));
        });

    /// <summary>What a head should say.</summary>
    /// <param name="chunks">B chunks in robot units.</param>
    /// <returns>[B, K, A] in [-1, 1].</returns>
    /// <exception cref="ArgumentException">A chunk is not [K, A].</exception>
    public Tensor Targets(params IReadOnlyList<ActionChunk> chunks)
    {
        var (length, width) = (Config.ChunkLength, Config.Robot.ActionWidth);
        var values = new float[chunks.Count * length * width];
        for (var i = 0; i < chunks.Count; i++)
        {
            if (chunks[i].Length != length || chunks[i].Width != width)
                throw new ArgumentException($"chunk {i}: expected [{length}, {width}], got [{chunks[i].Length}, {chunks[i].Width}].", nameof(chunks));
            NormalizedTarget(chunks[i]).CopyTo(values, i * length * width);
        }
        return tensor(values, [chunks.Count, length, width]);
    }

    /// <summary>A chunk in [-1, 1], as training has it.</summary>
    /// <returns>[K·A] row-major.</returns>
    public float[] NormalizedTarget(ActionChunk chunk) =>
        [.. Enumerable.Range(0, chunk.Length).SelectMany(k => Statistics.Action.NormalizeForTraining(Floats(chunk[k]), Config.Robot.Bounds))];

    private ModelInputs Encode(IReadOnlyList<Observation> observations, Func<int, int, CameraImage, ByteImage> prepare, Func<FieldStatistics, double[], float[]> normalize)
    {
        if (observations.Count == 0) throw new ArgumentException("observations: expected at least one.", nameof(observations));
        foreach (var observation in observations) Expect(observation);
        var (views, size) = (Config.Views, Config.Backbone.ImageSize);
        var frame = 6 * size * size;
        // Written where the model reads it: a batch of pictures is large, and neither copied nor left to the collector.
        var seen = empty([observations.Count, views * 6, size, size], dtype: ScalarType.Float32);                // [B, V·6, H, W]
        Parallel.For(0, observations.Count * views, i =>
            pixels.Apply(prepare(i / views, i % views, observations[i / views].Views[i % views]), MemoryMarshal.Cast<byte, float>(seen.bytes).Slice(i * frame, frame)));
        var proprio = Config.Proprio ? observations.SelectMany(x => normalize(Statistics.Proprio!, x.Proprio.ToArray())).ToArray() : null;
        return new ModelInputs(
            seen,
            new PromptBatch(observations.Select(x => prompts.Ids(x.Sentence))),
            proprio is null ? null : tensor(proprio, [observations.Count, Config.Robot.ProprioWidth]));
    }

    private void Expect(Observation observation)
    {
        var robot = Config.Robot;
        if (!observation.Views.Take(robot.Views.Count).Select(x => x.Name).SequenceEqual(robot.Views))
            throw new ArgumentException($"observation: expected the views {string.Join(", ", robot.Views)} of '{robot.Name}' in this order, got {(observation.Views.Count == 0 ? "none" : string.Join(", ", observation.Views.Select(x => x.Name)))}.");
        if (Config.Proprio && observation.Proprio.Length != robot.ProprioWidth)
            throw new ArgumentException($"observation: expected {robot.ProprioWidth} numbers of proprioception of '{robot.Name}', got {observation.Proprio.Length}.");
    }

    private static float[] Floats(ReadOnlySpan<double> values)
    {
        var floats = new float[values.Length];
        for (var i = 0; i < floats.Length; i++) floats[i] = (float)values[i];
        return floats;
    }
}
