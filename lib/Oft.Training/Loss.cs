using static TorchSharp.torch;

namespace Oft.Training;

/// <summary>What a batch costs: the number that is minimised, and the parts a reader wants to see.</summary>
/// <param name="Value">[] scalar with a graph.</param>
/// <param name="Parts">Named scalars for the log, in normalised units unless their name says a unit.</param>
public sealed record Loss(Tensor Value, params (string Name, Tensor Value)[] Parts);
