using static TorchSharp.torch;

namespace TorchSharp;

/// <summary>A number for an operator, with the kind it has in C#: truth, integer or floating point.</summary>
/// <remarks>The kind matters: an integer leaves an integer tensor what it is, a floating-point number makes it floating.</remarks>
public sealed class Scalar : IDisposable
{
    internal Scalar(Tag tag, long bits, ScalarType type) => (Tag, Bits, Type) = (tag, bits, type);

    internal Tag Tag { get; }

    internal long Bits { get; }

    internal Cell Cell => new() { Tag = Tag, Int = Bits };

    /// <summary>The kind of number.</summary>
    public ScalarType Type { get; }

    internal double Double => Tag == Tag.Double ? BitConverter.Int64BitsToDouble(Bits) : Bits;

    internal long Long => Tag == Tag.Double ? (long)BitConverter.Int64BitsToDouble(Bits) : Bits;

    /// <summary>A truth.</summary>
    public static implicit operator Scalar(bool value) => new(Tag.Bool, value ? 1 : 0, ScalarType.Bool);

    /// <summary>An integer.</summary>
    public static implicit operator Scalar(byte value) => new(Tag.Int, value, ScalarType.Byte);

    /// <summary>An integer.</summary>
    public static implicit operator Scalar(sbyte value) => new(Tag.Int, value, ScalarType.Int8);

    /// <summary>An integer.</summary>
    public static implicit operator Scalar(short value) => new(Tag.Int, value, ScalarType.Int16);

    /// <summary>An integer.</summary>
    public static implicit operator Scalar(int value) => new(Tag.Int, value, ScalarType.Int32);

    /// <summary>An integer.</summary>
    public static implicit operator Scalar(long value) => new(Tag.Int, value, ScalarType.Int64);

    /// <summary>A floating-point number.</summary>
    public static implicit operator Scalar(float value) => new(Tag.Double, BitConverter.DoubleToInt64Bits(value), ScalarType.Float32);

    /// <summary>A floating-point number.</summary>
    public static implicit operator Scalar(double value) => new(Tag.Double, BitConverter.DoubleToInt64Bits(value), ScalarType.Float64);

    /// <summary>A floating-point number.</summary>
    public static implicit operator Scalar(Half value) => new(Tag.Double, BitConverter.DoubleToInt64Bits((double)value), ScalarType.Float16);

    /// <summary>A floating-point number.</summary>
    public static implicit operator Scalar(BFloat16 value) => new(Tag.Double, BitConverter.DoubleToInt64Bits(value.ToSingle()), ScalarType.BFloat16);

    /// <summary>Does nothing: a number holds no memory here. Kept for code that disposes of it.</summary>
    public void Dispose() { }
}
