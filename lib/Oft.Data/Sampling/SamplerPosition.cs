namespace Oft.Data.Sampling;

/// <summary>Where a sampler stands. Saved with a checkpoint, it makes the next sample the one that would have come.</summary>
/// <param name="Delivered">Samples this rank has been given.</param>
/// <param name="Stream">What the stream is drawn from: seed, data, weights, buffer, rank; another stream is refused.</param>
public sealed record SamplerPosition(long Delivered, string Stream);
