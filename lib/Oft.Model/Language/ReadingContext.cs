using static TorchSharp.torch;

namespace Oft.Model.Language;

/// <summary>What all layers share while they read one sequence.</summary>
/// <param name="Cosines">[T, d] of the positions read now.</param>
/// <param name="Sines">[T, d] of the positions read now.</param>
/// <param name="Mask">Added to the scores; null hides nothing.</param>
/// <param name="Cache">What was read before; null when everything is read at once.</param>
public sealed record ReadingContext(Tensor Cosines, Tensor Sines, Tensor? Mask, KeyValueCache? Cache)
{
    /// <summary>The rows that this layer computes; null computes all.</summary>
    public ReadRows? Rows { get; init; }
}
