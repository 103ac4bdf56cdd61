namespace Oft.Formats.Tfds;

/// <summary>What the values of one feature of a <c>tf.train.Example</c> are.</summary>
public enum FeatureKind
{
    /// <summary>The feature is named and has no list.</summary>
    None,

    /// <summary>Byte strings: pictures, texts.</summary>
    Bytes,

    /// <summary>float32.</summary>
    Float,

    /// <summary>Integers and booleans.</summary>
    Int64,
}
