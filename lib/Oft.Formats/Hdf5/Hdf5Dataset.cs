namespace Oft.Formats.Hdf5;

/// <summary>What a file says about one of its data sets.</summary>
/// <param name="Path">From the root, with a slash in front.</param>
/// <param name="Type">Of its elements.</param>
/// <param name="Shape">Row-major; empty for a single element.</param>
/// <param name="Empty">True where it has no place for elements at all (a null space).</param>
/// <param name="Filters">Names of what its chunks went through, in order.</param>
/// <param name="MissingFilter">A filter the library here does not have, or null.</param>
public sealed record Hdf5Dataset(string Path, Hdf5Type Type, IReadOnlyList<long> Shape, bool Empty, IReadOnlyList<string> Filters, string? MissingFilter)
{
    /// <summary>Elements in it.</summary>
    public long Count => Empty ? 0 : Shape.Aggregate(1L, (product, size) => checked(product * size));

    /// <summary>Elements in one step along the first axis.</summary>
    public long RowCount => Shape.Skip(1).Aggregate(1L, (product, size) => checked(product * size));
}
