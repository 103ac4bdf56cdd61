namespace Oft.Data.Manifests;

/// <summary>One file and what is known of it.</summary>
/// <param name="Path">Relative, with slashes.</param>
/// <param name="Size">Bytes, or null where nobody states it.</param>
/// <param name="Sha256">Lower case, or null where none is published.</param>
public sealed record ManifestFile(string Path, long? Size = null, string? Sha256 = null);
