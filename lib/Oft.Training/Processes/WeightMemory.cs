using static TorchSharp.torch;

namespace Oft.Training.Processes;

/// <summary>What AdamW remembers of a weight.</summary>
/// <param name="Name">The weight's.</param>
/// <param name="First">The average of its gradients, shaped as the weight.</param>
/// <param name="Second">The average of their squares.</param>
/// <param name="Age">Steps it was moved by.</param>
internal sealed record WeightMemory(string Name, Tensor First, Tensor Second, long Age);
