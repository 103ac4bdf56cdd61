using Oft.Model;
using Oft.Model.Heads;
using Oft.Training.Batches;
using TorchSharp;
using static TorchSharp.torch;

namespace Oft.Training.Objectives;

/// <summary>Mean squared error of the noise that the head sees in noisy actions.</summary>
/// <remarks>
/// <code>
/// noisy = √ᾱ_t · actions + √(1 - ᾱ_t) · ε        loss = mean (head(reads) - ε)²
/// </code>
/// What the reference reports as errors of actions needs a complete sampling run, so it comes every <see cref="SampleEvery"/> batches only.
/// </remarks>
public sealed class DiffusionObjective(OftModel model, IReadOnlyList<IExtraLoss> extras) : OftObjective(model, extras)
{
    private readonly DiffusionSchedule schedule = new(model.Config.DiffusionTrainSteps);
    private long batches;

    /// <summary>Batches between two sampling runs; 0 never samples.</summary>
    public int SampleEvery { get; init; } = 50;

    private protected override (Tensor Reads, ModelOutputs? Whole) Read(OftBatch batch) => (Model.Reads(batch.Inputs with
    {
        NoisyActions = schedule.AddNoise(batch.Targets.to(Model.Dtype), Noise(batch).to(Model.Dtype), batch.Timesteps!),
        Timesteps = batch.Timesteps,
    }), null);

    private protected override Loss HeadLoss(OftBatch batch, Tensor reads)
    {
        var said = Model.Actions(reads);                                              // [B, K, A] noise
        var loss = torch.nn.functional.mse_loss(said, Noise(batch).to(said.dtype));
        var samples = SampleEvery > 0 && batches++ % SampleEvery == 0 && batch.SamplingNoise is not null;
        return new(loss, [("loss_value", loss.detach()), .. samples ? Errors(Sampled(batch), batch.Targets.to(said.dtype)) : []]);
    }

    private Tensor Sampled(OftBatch batch)
    {
        using var frozen = no_grad();
        return DiffusionSampler.Sample(Model, batch.Inputs, batch.SamplingNoise!, Model.Config.DiffusionSteps)[^1].Next;
    }

    private static Tensor Noise(OftBatch batch) => batch.Noise ?? throw new ArgumentException("diffusion: expected a batch with noise and timesteps, got none. The batch maker draws them for a model with a diffusion head.");
}
