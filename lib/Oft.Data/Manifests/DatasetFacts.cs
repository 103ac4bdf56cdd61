namespace Oft.Data.Manifests;

/// <summary>What the records of a data set mean.</summary>
/// <param name="Format">rlds or aloha-hdf5.</param>
/// <param name="Configuration">Its name in the table of data sets, which is the key of its statistics.</param>
/// <param name="Episodes">As the source states them, in words where it gives no number.</param>
public sealed record DatasetFacts(string Format, string Configuration, string Episodes);
