using static TorchSharp.torch;

namespace Oft.Model;

/// <summary>What goes into the model, already encoded.</summary>
/// <param name="Pixels">[B, V·6, height, width]: per view three channels normalised for DINOv2, then three for SigLIP.</param>
/// <param name="Prompts">One prompt per sample.</param>
/// <param name="Proprio">[B, S] in [-1, 1]; null where the model reads none.</param>
public sealed record ModelInputs(Tensor Pixels, PromptBatch Prompts, Tensor? Proprio = null)
{
    /// <summary>[B, K, A] noisy actions that fill the slots; null leaves them empty.</summary>
    public Tensor? NoisyActions { get; init; }

    /// <summary>[B] how noisy they are; given with <see cref="NoisyActions"/>.</summary>
    public IReadOnlyList<int>? Timesteps { get; init; }

    /// <summary>Counts padding in the mean sentence of FiLM.</summary>
    // Upstream: training batches are padded and the mean runs over the padding too; at inference there is none.
    public bool FilmCountsPadding { get; init; }

    /// <summary>[B, V·P, L] patches that were looked at already (<see cref="OftModel.See(ModelInputs)"/>); null looks at the pixels.</summary>
    public Tensor? Patches { get; init; }

    /// <summary>[B, M, L] vectors of prompt, empty slots and stop that are known already; null looks the prompts up.</summary>
    public Tensor? Words { get; init; }

    /// <summary>γ and β that are known already; null computes them from the prompts.</summary>
    public Vision.FilmModulation? Film { get; init; }

    /// <summary>One sample by itself.</summary>
    public ModelInputs Row(int sample) => this with
    {
        Pixels = Pixels.narrow(0, sample, 1),
        Prompts = Prompts.Row(sample),
        Proprio = Proprio?.narrow(0, sample, 1),
        NoisyActions = NoisyActions?.narrow(0, sample, 1),
        Timesteps = Timesteps is { } steps ? [steps[sample]] : null,
        Patches = Patches?.narrow(0, sample, 1),
        Words = Words?.narrow(0, sample, 1),
        Film = null,
    };
}
