namespace Oft.Data.Rlds;

/// <summary>A data set's share of a mixture, before its size counts.</summary>
/// <param name="Dataset">Its name.</param>
/// <param name="Weight">Multiplied by its number of transitions.</param>
public sealed record MixturePart(string Dataset, double Weight);
