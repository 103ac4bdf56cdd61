using Oft.Model.Baselines;
using Oft.Training.Batches;
using static TorchSharp.torch.nn;

namespace Oft.Training.Objectives;

/// <summary>What ACT and Diffusion Policy learn: each network knows its own loss, and a batch brings the chance it needs.</summary>
/// <remarks>Batches come from an <see cref="OftBatchMaker"/> over <see cref="BaselineConfig.Encoding"/>, which draws noise and timesteps for every sample.</remarks>
/// <param name="model">The network that learns.</param>
public sealed class BaselineObjective(Baseline model) : IObjective<OftBatch>
{
    /// <inheritdoc/>
    public IReadOnlyList<(string Part, Module Module)> Parts { get; } = [("model", model)];

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The batch has no noise.</exception>
    public Loss Loss(OftBatch batch)
    {
        batch = batch.On(model.parameters().First().device);
        if (batch is not { Noise: { } noise, Timesteps: { } timesteps })
            throw new ArgumentException("baseline: expected a batch with noise and timesteps, got none. Make it with the encoder of the baseline's own configuration.", nameof(batch));
        var loss = model.Loss(batch.Inputs, batch.Targets, noise, timesteps);
        return new(loss.Value, [.. loss.Parts]);
    }
}
