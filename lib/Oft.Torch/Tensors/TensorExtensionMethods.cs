using static TorchSharp.torch;

namespace TorchSharp;

/// <summary>What is asked of tensors, types and shapes beside their own members.</summary>
public static partial class TensorExtensionMethods
{
    /// <summary>Bytes per number of a type.</summary>
    public static int ElementSize(this ScalarType type) => type switch
    {
        ScalarType.Byte or ScalarType.Int8 or ScalarType.Bool => 1,
        ScalarType.Int16 or ScalarType.Float16 or ScalarType.BFloat16 => 2,
        ScalarType.Int32 or ScalarType.Float32 => 4,
        ScalarType.Int64 or ScalarType.Float64 or ScalarType.ComplexFloat32 => 8,
        ScalarType.ComplexFloat64 => 16,
        _ => throw new NotSupportedException($"element size: {type} is not known here."),
    };

    /// <summary>How many numbers a shape holds.</summary>
    public static long TotalSize(this IEnumerable<long> shape) => shape.Aggregate(1L, (product, n) => product * n);

    /// <summary>A number as a tensor without dimensions.</summary>
    public static Tensor ToTensor<T>(this T scalar, Device? device = null, bool requires_grad = false) where T : struct =>
        from_array(new[] { scalar }, device).reshape([]).requires_grad_(requires_grad);

    /// <summary>An array's numbers as a tensor of a shape.</summary>
    public static Tensor ToTensor<T>(this T[] rawArray, long[] dimensions, bool doCopy = false, bool requires_grad = false)
    {
        using var flat = from_array(rawArray);
        return flat.reshape(dimensions).requires_grad_(requires_grad);
    }

    /// <summary>The one number as a float.</summary>
    public static float ToSingle(this Tensor value) => value.item<float>();

    /// <summary>The one number as a double.</summary>
    public static double ToDouble(this Tensor value) => value.item<double>();

    /// <summary>The one number as a 32-bit integer.</summary>
    public static int ToInt32(this Tensor value) => value.item<int>();

    /// <summary>The one number as a 64-bit integer.</summary>
    public static long ToInt64(this Tensor value) => value.item<long>();

    /// <summary>The one number as a truth.</summary>
    public static bool ToBoolean(this Tensor value) => value.item<bool>();
}
