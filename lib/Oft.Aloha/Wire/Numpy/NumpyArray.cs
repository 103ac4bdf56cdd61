using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Oft.Aloha.Wire.Numpy;

/// <summary>An array of numbers as it travels: type, shape, and bytes in C order. It reads its bytes and never trusts its shape.</summary>
public sealed record NumpyArray
{
    private const int MostDimensions = 32;

    /// <summary>Wraps bytes without copying them.</summary>
    /// <param name="type">What one element is.</param>
    /// <param name="shape">Row-major; rank 0 is one number.</param>
    /// <param name="bytes">Exactly as many as the shape needs.</param>
    /// <exception cref="WireException">Shape and bytes do not agree.</exception>
    public NumpyArray(NumpyType type, IReadOnlyList<int> shape, ReadOnlyMemory<byte> bytes)
    {
        if (shape.Count > MostDimensions) throw new WireException(WireFault.Array, $"array: expected at most {MostDimensions} dimensions, got {shape.Count}.");
        var needed = (Int128)type.Size;
        foreach (var size in shape)
        {
            if (size < 0) throw new WireException(WireFault.Array, $"array shape [{string.Join(", ", shape)}]: expected no negative sizes.");
            needed = needed > (Int128)long.MaxValue && size > 0 ? needed : needed * size;
        }
        if (needed != bytes.Length) throw new WireException(WireFault.Array, $"array {type.Descriptor} [{string.Join(", ", shape)}]: expected {needed} bytes, got {bytes.Length}.");
        (Type, Shape, Bytes) = (type, shape, bytes);
    }

    /// <summary>What one element is.</summary>
    public NumpyType Type { get; }

    /// <summary>Row-major; rank 0 is one number.</summary>
    public IReadOnlyList<int> Shape { get; }

    /// <summary>The elements in C order.</summary>
    public ReadOnlyMemory<byte> Bytes { get; }

    /// <summary>Elements.</summary>
    public int Count => Bytes.Length / Type.Size;

    /// <summary>Double-precision numbers.</summary>
    /// <param name="values">In C order.</param>
    /// <param name="shape">Row-major.</param>
    public static NumpyArray Of(ReadOnlySpan<double> values, params IReadOnlyList<int> shape) => new(NumpyType.Float64, shape, MemoryMarshal.AsBytes(values).ToArray());

    /// <summary>Single-precision numbers.</summary>
    /// <param name="values">In C order.</param>
    /// <param name="shape">Row-major.</param>
    public static NumpyArray Of(ReadOnlySpan<float> values, params IReadOnlyList<int> shape) => new(NumpyType.Float32, shape, MemoryMarshal.AsBytes(values).ToArray());

    /// <summary>Bytes, such as a picture's.</summary>
    /// <param name="values">In C order; not copied.</param>
    /// <param name="shape">Row-major.</param>
    public static NumpyArray Of(ReadOnlyMemory<byte> values, params IReadOnlyList<int> shape) => new(NumpyType.UInt8, shape, values);

    /// <summary>Every element as a double: exact for all types but 64-bit integers beyond 2^53.</summary>
    /// <exception cref="WireException">The elements are no numbers.</exception>
    public double[] ToDoubles()
    {
        if (!Type.IsNumber) throw new WireException(WireFault.Array, $"array of {Type.Descriptor}: expected numbers.");
        var result = new double[Count];
        for (var i = 0; i < result.Length; i++) result[i] = Number(Bytes.Span.Slice(i * Type.Size, Type.Size));
        return result;
    }

    private double Number(ReadOnlySpan<byte> element)
    {
        Span<byte> little = stackalloc byte[element.Length];
        element.CopyTo(little);
        if (Type.BigEndian) little.Reverse();
        return (Type.Kind, Type.Size) switch
        {
            ('f', 8) => BinaryPrimitives.ReadDoubleLittleEndian(little),
            ('f', 4) => BinaryPrimitives.ReadSingleLittleEndian(little),
            ('f', 2) => (double)BinaryPrimitives.ReadHalfLittleEndian(little),
            ('i', 1) => (sbyte)little[0],
            ('i', 2) => BinaryPrimitives.ReadInt16LittleEndian(little),
            ('i', 4) => BinaryPrimitives.ReadInt32LittleEndian(little),
            ('i', _) => BinaryPrimitives.ReadInt64LittleEndian(little),
            (_, 1) => little[0],
            (_, 2) => BinaryPrimitives.ReadUInt16LittleEndian(little),
            (_, 4) => BinaryPrimitives.ReadUInt32LittleEndian(little),
            _ => BinaryPrimitives.ReadUInt64LittleEndian(little),
        };
    }
}
