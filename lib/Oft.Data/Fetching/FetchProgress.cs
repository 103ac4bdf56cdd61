namespace Oft.Data.Fetching;

/// <summary>How far a fetch is.</summary>
/// <param name="File">What is being fetched.</param>
/// <param name="Done">Bytes here, all files together.</param>
/// <param name="Total">Bytes in all; null while some file's size is unknown.</param>
public readonly record struct FetchProgress(string File, long Done, long? Total);
