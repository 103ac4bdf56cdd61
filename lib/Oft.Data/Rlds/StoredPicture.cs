namespace Oft.Data.Rlds;

/// <summary>Where an encoded picture lies in its file.</summary>
/// <param name="Offset">Bytes from the file's start.</param>
/// <param name="Length">Bytes; 0 for a camera that recorded nothing.</param>
public readonly record struct StoredPicture(long Offset, int Length);
