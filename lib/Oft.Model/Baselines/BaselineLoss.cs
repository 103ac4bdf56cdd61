using static TorchSharp.torch;

namespace Oft.Model.Baselines;

/// <summary>What a batch costs a baseline.</summary>
/// <param name="Value">[] scalar with a graph.</param>
/// <param name="Parts">Named scalars without one, for logs.</param>
public sealed record BaselineLoss(Tensor Value, IReadOnlyList<(string Name, Tensor Value)> Parts);
