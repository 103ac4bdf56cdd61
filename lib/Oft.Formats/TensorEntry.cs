namespace Oft.Formats;

/// <summary>What a file says about one of its arrays: name, type, shape. The bytes stay where they are.</summary>
/// <param name="Name">As the file spells it.</param>
/// <param name="Type">What one element is.</param>
/// <param name="Shape">Row-major; empty for a single number.</param>
public sealed record TensorEntry(string Name, ElementType Type, IReadOnlyList<long> Shape)
{
    /// <summary>Elements in it.</summary>
    /// <exception cref="OverflowException">The shape has a negative dimension or too many elements to count.</exception>
    public long Count => ElementTypes.Count(Shape)
        ?? throw new OverflowException($"'{Name}': shape [{string.Join(", ", Shape)}] cannot be counted.");

    /// <summary>Bytes it takes when its elements stand side by side.</summary>
    public long ByteLength => checked(Count * Type.Size);

    /// <summary>For messages: <c>name Float32 [2, 3]</c>.</summary>
    public override string ToString() => $"{Name} {Type} [{string.Join(", ", Shape)}]";
}
