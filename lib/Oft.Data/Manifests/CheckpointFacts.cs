namespace Oft.Data.Manifests;

/// <summary>What a checkpoint was trained for, so that nobody has to guess its flags.</summary>
/// <param name="Views">Cameras in the order it reads them.</param>
/// <param name="Proprio">True where it reads proprioception.</param>
/// <param name="Film">True where its vision listens to the sentence.</param>
/// <param name="Head">How actions are decoded.</param>
/// <param name="ChunkLength">K.</param>
/// <param name="Statistics">Keys of its dataset_statistics.json.</param>
/// <param name="Expected">What the paper reports of it.</param>
public sealed record CheckpointFacts(IReadOnlyList<string> Views, bool Proprio, bool Film, string Head, int ChunkLength, IReadOnlyList<string> Statistics, IReadOnlyList<ExpectedScore> Expected);
