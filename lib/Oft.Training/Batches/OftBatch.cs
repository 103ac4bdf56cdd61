using Oft.Model;
using TorchSharp;
using static TorchSharp.torch;

namespace Oft.Training.Batches;

/// <summary>What the model reads to learn, and what it should say.</summary>
/// <param name="Inputs">Pictures, prompts, proprioception.</param>
/// <param name="Targets">[B, K, A] actions in [-1, 1].</param>
/// <param name="Tokens">[B, K·A] the same actions as token ids.</param>
public sealed record OftBatch(ModelInputs Inputs, Tensor Targets, Tensor Tokens) : IDisposable
{
    /// <summary>[B, K, A] noise of a diffusion head, with its <see cref="Timesteps"/>; null where none was drawn.</summary>
    public Tensor? Noise { get; init; }

    /// <summary>[B] how noisy each sample is.</summary>
    public IReadOnlyList<int>? Timesteps { get; init; }

    /// <summary>[B, K, A] where a diffusion head begins when it is asked for actions, for its metrics; null where none was drawn.</summary>
    public Tensor? SamplingNoise { get; init; }

    /// <summary>[B, 6] from the gripper to the object and to its goal, metres; null where no simulation knows.</summary>
    public Tensor? TargetOffsets { get; init; }

    /// <summary>[B, 6] the same places from the robot's own origin instead of its gripper, where proprioception begins with the gripper's place; else null.</summary>
    public Tensor? TargetPlaces { get; init; }

    /// <summary>B.</summary>
    public int Count => Inputs.Prompts.Count;

    /// <summary>The same batch where the weights are. On the processor nothing is copied.</summary>
    public OftBatch On(Device device) => device.type == DeviceType.CPU ? this : this with
    {
        Inputs = Inputs with { Pixels = Inputs.Pixels.to(device), Proprio = Inputs.Proprio?.to(device) },
        Targets = Targets.to(device), Tokens = Tokens.to(device), Noise = Noise?.to(device), SamplingNoise = SamplingNoise?.to(device), TargetOffsets = TargetOffsets?.to(device), TargetPlaces = TargetPlaces?.to(device),
    };

    /// <summary>Frees the tensors.</summary>
    public void Dispose()
    {
        foreach (var tensor in Tensors) tensor.Dispose();
    }

    /// <summary>Leaves the tensors to this batch: no scope disposes of them any more.</summary>
    internal OftBatch Keep()
    {
        foreach (var tensor in Tensors) tensor.DetachFromDisposeScope();
        return this;
    }

    private IEnumerable<Tensor> Tensors => new[] { Inputs.Pixels, Inputs.Proprio, Targets, Tokens, Noise, SamplingNoise, TargetOffsets, TargetPlaces }.OfType<Tensor>();
}
