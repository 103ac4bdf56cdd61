namespace TorchSharp;

public static partial class torch
{
    /// <summary>Types of a tensor's numbers, with libtorch's own numbering.</summary>
    public enum ScalarType : sbyte
    {
        /// <summary>Unsigned, 8 bits.</summary>
        Byte = 0,
        /// <summary>Signed, 8 bits.</summary>
        Int8 = 1,
        /// <summary>Signed, 16 bits.</summary>
        Int16 = 2,
        /// <summary>Signed, 32 bits.</summary>
        Int32 = 3,
        /// <summary>Signed, 64 bits.</summary>
        Int64 = 4,
        /// <summary>IEEE half: 5 bits of exponent, 10 of fraction.</summary>
        Float16 = 5,
        /// <summary>IEEE single.</summary>
        Float32 = 6,
        /// <summary>IEEE double.</summary>
        Float64 = 7,
        /// <summary>Complex of two singles.</summary>
        ComplexFloat32 = 9,
        /// <summary>Complex of two doubles.</summary>
        ComplexFloat64 = 10,
        /// <summary>True or false, one byte.</summary>
        Bool = 11,
        /// <summary>Single with 16 bits of fraction cut off.</summary>
        BFloat16 = 15,
    }

    /// <summary>Unsigned, 8 bits.</summary>
    public static readonly ScalarType uint8 = ScalarType.Byte;

    /// <summary>Signed, 8 bits.</summary>
    public static readonly ScalarType int8 = ScalarType.Int8;

    /// <summary>Signed, 16 bits.</summary>
    public static readonly ScalarType int16 = ScalarType.Int16;

    /// <summary>Signed, 32 bits.</summary>
    public static readonly ScalarType int32 = ScalarType.Int32;

    /// <summary>Signed, 64 bits.</summary>
    public static readonly ScalarType int64 = ScalarType.Int64;

    /// <summary>IEEE half.</summary>
    public static readonly ScalarType float16 = ScalarType.Float16;

    /// <summary>IEEE single.</summary>
    public static readonly ScalarType float32 = ScalarType.Float32;

    /// <summary>IEEE double.</summary>
    public static readonly ScalarType float64 = ScalarType.Float64;

    /// <summary>Single with 16 bits of fraction cut off.</summary>
    public static readonly ScalarType bfloat16 = ScalarType.BFloat16;

    /// <summary>Complex of two singles.</summary>
    public static readonly ScalarType complex64 = ScalarType.ComplexFloat32;

    /// <summary>Complex of two doubles.</summary>
    public static readonly ScalarType complex128 = ScalarType.ComplexFloat64;

    /// <summary>IEEE half.</summary>
    public static readonly ScalarType half = ScalarType.Float16;

    /// <summary>IEEE single.</summary>
    public static readonly ScalarType @float = ScalarType.Float32;

    /// <summary>IEEE double.</summary>
    public static readonly ScalarType @double = ScalarType.Float64;

    /// <summary>Signed, 16 bits.</summary>
    public static readonly ScalarType @short = ScalarType.Int16;

    /// <summary>Signed, 32 bits.</summary>
    public static readonly ScalarType @int = ScalarType.Int32;

    /// <summary>Signed, 64 bits.</summary>
    public static readonly ScalarType @long = ScalarType.Int64;

    /// <summary>True or false.</summary>
    public static readonly ScalarType @bool = ScalarType.Bool;
}
