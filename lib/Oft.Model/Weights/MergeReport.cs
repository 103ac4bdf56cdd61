namespace Oft.Model.Weights;

/// <summary>What a merge found.</summary>
/// <param name="BaseSha256">Checksum of the base.</param>
/// <param name="BaseIsKnown">The adapter names this very base; false where it names none.</param>
/// <param name="Layers">Layers that an adapter was merged into.</param>
/// <param name="UnmergeIsExact">Taking the adapter out again gave back every bit of the base.</param>
public sealed record MergeReport(string BaseSha256, bool BaseIsKnown, int Layers, bool UnmergeIsExact)
{
    /// <summary>Largest difference between the adapter's actions and the base's, normalised; what the adapter does at all. Null where nothing was asked.</summary>
    public double? AdapterEffect { get; init; }

    /// <summary>Largest difference between actions of the merged folder and of base and adapter side by side, normalised. Null where nothing was asked.</summary>
    public double? LargestDifference { get; init; }
}
