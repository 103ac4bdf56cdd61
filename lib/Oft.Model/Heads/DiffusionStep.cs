using static TorchSharp.torch;

namespace Oft.Model.Heads;

/// <summary>One step from noise towards actions.</summary>
/// <param name="Timestep">How noisy the actions were.</param>
/// <param name="Noise">[B, K, A] the noise the model saw.</param>
/// <param name="Clean">[B, K, A] the clean actions it aimed at, clamped to [-1, 1].</param>
/// <param name="Next">[B, K, A] where the step led.</param>
public sealed record DiffusionStep(int Timestep, Tensor Noise, Tensor Clean, Tensor Next);
