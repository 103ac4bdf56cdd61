namespace Oft.Formats.Tfds;

/// <summary>One record of a TFDS folder and where it stands. It is valid until the next record is read.</summary>
/// <param name="Split">Its split.</param>
/// <param name="Index">Its number within the split, in shard order.</param>
/// <param name="File">The shard.</param>
/// <param name="DataOffset">Where its data begin in the shard.</param>
/// <param name="Data">The record's bytes.</param>
/// <param name="Example">The parsed record.</param>
public sealed record TfdsRecord(string Split, int Index, string File, long DataOffset, ReadOnlyMemory<byte> Data, TfExample Example);
