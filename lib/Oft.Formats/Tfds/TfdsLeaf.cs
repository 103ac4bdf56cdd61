namespace Oft.Formats.Tfds;

/// <summary>One leaf of <c>features.json</c>: what a feature of the stored Examples means.</summary>
/// <param name="Path">As the Example spells it: <c>steps/observation/state</c>.</param>
/// <param name="Kind">Numbers, a picture, text.</param>
/// <param name="Shape">Of one value; null for an axis of any length; empty for one number.</param>
/// <param name="ElementType">TFDS's name: float32, bool, …; <c>string</c> for text.</param>
/// <param name="Encoding">none, bytes or zlib for numbers; jpeg or png for pictures.</param>
/// <param name="SequenceLengths">One entry for each sequence around it, outermost first; −1 for any length.</param>
/// <param name="ClassName">TFDS's class.</param>
public sealed record TfdsLeaf(string Path, TfdsFeatureKind Kind, IReadOnlyList<long?> Shape, string ElementType, string Encoding, IReadOnlyList<long> SequenceLengths, string ClassName)
{
    /// <summary>Numbers in one value, or null where an axis is open.</summary>
    public long? Width => Shape.Aggregate((long?)1, (product, size) => product * size);

    /// <summary>True where rows may differ in length, so that the Example holds flat values and row lengths.</summary>
    public bool Ragged => SequenceLengths.Count > 1 && SequenceLengths.Skip(1).Any(length => length < 0);
}
