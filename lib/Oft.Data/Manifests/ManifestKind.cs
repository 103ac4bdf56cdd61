namespace Oft.Data.Manifests;

/// <summary>What a manifest describes.</summary>
public enum ManifestKind
{
    /// <summary>Episodes.</summary>
    Dataset,

    /// <summary>Weights.</summary>
    Checkpoint,
}
