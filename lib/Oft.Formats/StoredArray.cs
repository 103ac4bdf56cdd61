using System.Runtime.InteropServices;

namespace Oft.Formats;

/// <summary>An array read from a file: type, shape, and its bytes row-major and little-endian.</summary>
public sealed record StoredArray
{
    /// <summary>Wraps bytes without copying them.</summary>
    /// <param name="type">What one element is.</param>
    /// <param name="shape">Row-major.</param>
    /// <param name="bytes">As many as the shape needs.</param>
    /// <exception cref="ArgumentException">The number of bytes is another.</exception>
    public StoredArray(ElementType type, IReadOnlyList<long> shape, ReadOnlyMemory<byte> bytes)
    {
        if (ElementTypes.Count(shape) * type.Size != bytes.Length)
            throw new ArgumentException($"{type} [{string.Join(", ", shape)}] does not have {bytes.Length} bytes.", nameof(bytes));
        (Type, Shape, Bytes) = (type, shape, bytes);
    }

    /// <summary>What one element is.</summary>
    public ElementType Type { get; }

    /// <summary>Row-major.</summary>
    public IReadOnlyList<long> Shape { get; }

    /// <summary>The elements, little-endian.</summary>
    public ReadOnlyMemory<byte> Bytes { get; }

    /// <summary>The elements as numbers of one type.</summary>
    /// <typeparam name="T">A type of the same size: <see cref="double"/> for Float64, <see cref="ushort"/> for BFloat16.</typeparam>
    /// <exception cref="InvalidOperationException">The sizes differ.</exception>
    public ReadOnlySpan<T> Values<T>() where T : unmanaged
    {
        if (System.Runtime.CompilerServices.Unsafe.SizeOf<T>() != Type.Size) throw new InvalidOperationException($"an array of {Type} cannot be read as {typeof(T).Name}.");
        return MemoryMarshal.Cast<byte, T>(Bytes.Span);
    }
}
