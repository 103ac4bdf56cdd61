namespace Oft.Data.Manifests;

/// <summary>Where the files come from.</summary>
/// <param name="Kind">How it is asked.</param>
/// <param name="Base">The address a mirror may replace; null for <see cref="SourceKind.None"/>.</param>
public sealed record ManifestSource(SourceKind Kind, string? Base)
{
    /// <summary>For the hub: owner and name.</summary>
    public string? Repository { get; init; }

    /// <summary>For the hub: branch or commit.</summary>
    public string? Revision { get; init; }

    /// <summary>Only what lies in this folder of the source; null for all.</summary>
    public string? Folder { get; init; }
}
