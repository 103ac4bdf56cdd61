namespace Oft.Formats.Hdf5;

/// <summary>A value attached to a group or data set.</summary>
/// <param name="Name">Its name.</param>
/// <param name="TypeName">NumPy's name of its type.</param>
/// <param name="Shape">Empty for one value.</param>
/// <param name="Values">bool, long, double or string, as many as the shape needs.</param>
public sealed record Hdf5Attribute(string Name, string TypeName, IReadOnlyList<long> Shape, IReadOnlyList<object> Values)
{
    /// <summary>True where its first value is true or a number other than 0.</summary>
    public bool IsTrue => Values.Count > 0 && Values[0] switch { bool flag => flag, long number => number != 0, double number => number != 0, _ => false };
}
