namespace Oft.Formats.Tfds;

/// <summary>The values of one feature. Byte strings stay where they lie in the record.</summary>
public sealed class TfFeature
{
    private readonly ReadOnlyMemory<byte> record;
    private readonly IReadOnlyList<(int Offset, int Length)> places;

    internal TfFeature(ReadOnlyMemory<byte> record, FeatureKind kind, IReadOnlyList<(int Offset, int Length)>? places = null, float[]? floats = null, long[]? integers = null)
    {
        this.record = record;
        this.places = places ?? [];
        (Kind, Floats, Integers) = (kind, floats ?? [], integers ?? []);
    }

    /// <summary>Which of the three lists it has.</summary>
    public FeatureKind Kind { get; }

    /// <summary>Values in the list it has.</summary>
    public int Count => Kind switch { FeatureKind.Bytes => places.Count, FeatureKind.Float => Floats.Length, FeatureKind.Int64 => Integers.Length, _ => 0 };

    /// <summary>The float values; empty for another kind.</summary>
    public float[] Floats { get; }

    /// <summary>The integer values; empty for another kind.</summary>
    public long[] Integers { get; }

    /// <summary>One byte string, valid as long as the record's buffer is.</summary>
    public ReadOnlyMemory<byte> Bytes(int index) => record.Slice(places[index].Offset, places[index].Length);

    /// <summary>Where one byte string lies within the record.</summary>
    public (int Offset, int Length) Place(int index) => places[index];
}
