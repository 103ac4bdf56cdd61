namespace Oft.Data.Manifests;

/// <summary>How a source is asked for its files.</summary>
public enum SourceKind
{
    /// <summary>A repository of the Hugging Face hub, which lists its files with sizes and checksums.</summary>
    HuggingFace,

    /// <summary>Plain addresses below a base.</summary>
    Web,

    /// <summary>Nowhere to fetch it from: it is recorded or made by the user.</summary>
    None,
}
