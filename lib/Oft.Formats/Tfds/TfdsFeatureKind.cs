namespace Oft.Formats.Tfds;

/// <summary>What a leaf of <c>features.json</c> holds.</summary>
public enum TfdsFeatureKind
{
    /// <summary>Numbers of a shape.</summary>
    Tensor,

    /// <summary>An encoded picture.</summary>
    Image,

    /// <summary>Text.</summary>
    Text,

    /// <summary>A class of TFDS that is not read here; its values stay untouched.</summary>
    Other,
}
