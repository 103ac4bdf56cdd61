namespace Oft.Formats.Tfds;

/// <summary>A list of lists: flat values and the length of each row.</summary>
/// <param name="Values">All values, row after row.</param>
/// <param name="RowLengths">How many belong to each row.</param>
public sealed record RaggedValues(TfFeature Values, IReadOnlyList<int> RowLengths)
{
    /// <summary>Takes a sequence inside a sequence from an Example, which holds it as two features.</summary>
    /// <param name="example">The record.</param>
    /// <param name="path">The feature's path in features.json.</param>
    /// <param name="width">Numbers in one value.</param>
    /// <param name="source">For messages.</param>
    /// <exception cref="DamagedFileException">A part is missing, or the lengths do not add up to the values.</exception>
    public static RaggedValues Of(TfExample example, string path, int width, string source)
    {
        if (!example.Features.TryGetValue(path + "/ragged_flat_values", out var values) || !example.Features.TryGetValue(path + "/ragged_row_lengths_0", out var lengths))
            throw new DamagedFileException(source, FileFault.Name, $"'{path}' is ragged: expected {path}/ragged_flat_values and {path}/ragged_row_lengths_0.");
        var total = 0L;
        foreach (var length in lengths.Integers)
            if (length < 0 || (total += length * width) > values.Count)
                throw new DamagedFileException(source, FileFault.Shape, $"'{path}': a row of {length} values does not fit {values.Count} values.");
        if (total != values.Count)
            throw new DamagedFileException(source, FileFault.Shape, $"'{path}': the rows take {total} values, there are {values.Count}.");
        return new RaggedValues(values, [.. lengths.Integers.Select(length => (int)length)]);
    }
}
