using Oft.Contracts;
using Oft.Model.Heads;
using Oft.Model.Inputs;
using TorchSharp;
using static TorchSharp.torch;

namespace Oft.Model.Baselines;

/// <summary>A baseline behind the door every policy has.</summary>
/// <remarks>It answers one call at a time; further callers wait.</remarks>
public sealed class BaselinePolicy : IBatchPolicy, IDisposable
{
    private readonly Lock gate = new();
    private readonly int seed;

    /// <summary>Joins a network and what brings observations to it. The policy owns the network from now on.</summary>
    /// <param name="model">ACT or Diffusion Policy.</param>
    /// <param name="encoder">Of <see cref="BaselineConfig.Encoding"/>.</param>
    /// <param name="seed">Of the noise that Diffusion Policy starts from, drawn anew for everything it sees.</param>
    public BaselinePolicy(Baseline model, ObservationEncoder encoder, int seed = 0)
    {
        (Model, Encoder, this.seed) = (model, encoder, seed);
        model.eval();
    }

    /// <summary>Loads a folder that <see cref="BaselineFolder.Write"/> has written.</summary>
    /// <param name="folder">The checkpoint.</param>
    /// <param name="options">Device, seed, statistics, steps of diffusion; the folder itself says everything else.</param>
    /// <exception cref="Weights.CheckpointException">Something is missing, unknown or contradictory; the message names it.</exception>
    public static BaselinePolicy Load(string folder, PolicyOptions? options = null) => BaselineFolder.Read(folder, options ?? new());

    /// <summary>The network.</summary>
    public Baseline Model { get; }

    /// <summary>The way in.</summary>
    public ObservationEncoder Encoder { get; }

    /// <inheritdoc/>
    public ActionChunk Act(Observation observation) => Act([observation])[0];

    /// <inheritdoc/>
    public IReadOnlyList<ActionChunk> Act(IReadOnlyList<Observation> observations)
    {
        lock (gate)
        {
            using var scope = NewDisposeScope();
            using var frozen = no_grad();
            var robot = Model.Config.Robot;
            var size = robot.ChunkLength * robot.ActionWidth;
            var noise = tensor(observations.SelectMany(observation => StartNoise.Of(observation, seed, size)).ToArray(), [observations.Count, robot.ChunkLength, robot.ActionWidth]);
            var inputs = Encoder.Encode(observations);
            var device = Model.parameters().First().device;
            var actions = Model.Act(inputs with { Pixels = inputs.Pixels.to(device), Proprio = inputs.Proprio?.to(device) }, noise.to(device));
            var values = actions.to(ScalarType.Float32).cpu().contiguous().data<float>().ToArray();               // [B, K, A]
            return [.. values.Chunk(size).Select(row => Encoder.Statistics.Chunk(row, robot.Bounds))];
        }
    }

    /// <summary>Disposes the network.</summary>
    public void Dispose() => Model.Dispose();
}
