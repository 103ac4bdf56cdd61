namespace TorchSharp;

/// <summary>Numbers to <see cref="Scalar"/> and back.</summary>
public static class ScalarExtensionMethods
{
    /// <summary>As a scalar of kind bool.</summary>
    public static Scalar ToScalar(this bool value) => value;

    /// <summary>As a scalar of an integer kind.</summary>
    public static Scalar ToScalar(this byte value) => value;

    /// <summary>As a scalar of an integer kind.</summary>
    public static Scalar ToScalar(this sbyte value) => value;

    /// <summary>As a scalar of an integer kind.</summary>
    public static Scalar ToScalar(this short value) => value;

    /// <summary>As a scalar of an integer kind.</summary>
    public static Scalar ToScalar(this int value) => value;

    /// <summary>As a scalar of an integer kind.</summary>
    public static Scalar ToScalar(this long value) => value;

    /// <summary>As a scalar of a floating kind.</summary>
    public static Scalar ToScalar(this float value) => value;

    /// <summary>As a scalar of a floating kind.</summary>
    public static Scalar ToScalar(this double value) => value;

    /// <summary>As a scalar of a floating kind.</summary>
    public static Scalar ToScalar(this Half value) => value;

    /// <summary>As a scalar of a floating kind.</summary>
    public static Scalar ToScalar(this BFloat16 value) => value;

    /// <summary>The number, cut to single precision.</summary>
    public static float ToSingle(this Scalar value) => (float)value.Double;

    /// <summary>The number in double precision.</summary>
    public static double ToDouble(this Scalar value) => value.Double;

    /// <summary>The number, cut to half precision.</summary>
    public static Half ToHalf(this Scalar value) => (Half)value.Double;

    /// <summary>The number, cut to bfloat16.</summary>
    public static BFloat16 ToBFloat16(this Scalar value) => new((float)value.Double);

    /// <summary>The number as a byte.</summary>
    public static byte ToByte(this Scalar value) => (byte)value.Long;

    /// <summary>The number as a signed byte.</summary>
    public static sbyte ToSByte(this Scalar value) => (sbyte)value.Long;

    /// <summary>The number as a 16-bit integer.</summary>
    public static short ToInt16(this Scalar value) => (short)value.Long;

    /// <summary>The number as a 32-bit integer.</summary>
    public static int ToInt32(this Scalar value) => (int)value.Long;

    /// <summary>The number as a 64-bit integer.</summary>
    public static long ToInt64(this Scalar value) => value.Long;

    /// <summary>Whether the number is other than zero.</summary>
    public static bool ToBoolean(this Scalar value) => value.Double != 0;
}
