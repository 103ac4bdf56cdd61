namespace TorchSharp;

public static partial class torch
{
    /// <summary>The sum of two tensors.</summary>
    public static Tensor add(Tensor left, Tensor right) => Aten.add_Tensor.Two(left, right);

    /// <summary>The left plus alpha times the right.</summary>
    public static Tensor add(Tensor left, Tensor right, Scalar alpha) => Aten.add_Tensor.T([left, right, alpha]);

    /// <summary>The left plus a number.</summary>
    public static Tensor add(Tensor left, Scalar right) => Aten.add_Tensor.Number(left, right.Cell);

    /// <summary>The difference of two tensors.</summary>
    public static Tensor sub(Tensor left, Tensor right) => Aten.sub_Tensor.Two(left, right);

    /// <summary>The left minus a number.</summary>
    public static Tensor sub(Tensor left, Scalar right) => Aten.sub_Tensor.Number(left, right.Cell);

    /// <summary>The product of two tensors, number by number.</summary>
    public static Tensor mul(Tensor left, Tensor right) => Aten.mul_Tensor.Two(left, right);

    /// <summary>The left times a number.</summary>
    public static Tensor mul(Tensor left, Scalar right) => Aten.mul_Tensor.Number(left, right.Cell);

    /// <summary>The quotient of two tensors.</summary>
    public static Tensor div(Tensor left, Tensor right, RoundingMode rounding_mode = RoundingMode.None) =>
        rounding_mode == RoundingMode.None ? Aten.div_Tensor.Two(left, right) : Aten.div_Tensor_mode.T(left, right, rounding_mode.ToString());

    /// <summary>The left divided by a number.</summary>
    public static Tensor div(Tensor left, Scalar right, RoundingMode rounding_mode = RoundingMode.None) =>
        rounding_mode == RoundingMode.None ? Aten.div_Tensor.Number(left, right.Cell) : Aten.div_Scalar_mode.T(left, right, rounding_mode.ToString());

    /// <summary>The rest of a division, with the divisor's sign.</summary>
    public static Tensor remainder(Tensor left, Tensor right) => Aten.remainder_Tensor.Two(left, right);

    /// <summary>The rest of a division, with the divisor's sign.</summary>
    public static Tensor remainder(Tensor left, Scalar right) => Aten.remainder_Scalar.By(left, right);

    /// <summary>Every number to the power of the exponent's.</summary>
    public static Tensor pow(Tensor left, Tensor exponent) => Aten.pow_Tensor_Tensor.Two(left, exponent);

    /// <summary>Every number to a power.</summary>
    public static Tensor pow(Tensor left, Scalar exponent) => Aten.pow_Tensor_Scalar.By(left, exponent);

    /// <summary>The angle of the point (other, input), in radians.</summary>
    public static Tensor atan2(Tensor input, Tensor other) => Aten.atan2.Two(input, other);

    /// <summary>The larger of two numbers, place by place.</summary>
    public static Tensor maximum(Tensor input, Tensor other) => Aten.maximum.Two(input, other);

    /// <summary>The smaller of two numbers, place by place.</summary>
    public static Tensor minimum(Tensor input, Tensor other) => Aten.minimum.Two(input, other);

    /// <summary>Numbers cut to a range.</summary>
    public static Tensor clamp(Tensor input, Scalar? min = null, Scalar? max = null) => Aten.clamp.T([input, min, max]);

    /// <summary>Numbers cut to a range that may differ by place.</summary>
    public static Tensor clamp(Tensor input, Tensor? min = null, Tensor? max = null) => Aten.clamp_Tensor.T([input, min, max]);

    /// <summary>The way from the input to the end, by weight.</summary>
    public static Tensor lerp(Tensor input, Tensor end, Tensor weight) => Aten.lerp_Tensor.T([input, end, weight]);

    /// <summary>The number rounded to so many decimals, halves to even.</summary>
    public static Tensor round(Tensor input, long decimals = 0L) => decimals == 0 ? Aten.round.T(input) : Aten.round_decimals.T([input, decimals]);

    /// <summary>NaN and infinities replaced by finite numbers.</summary>
    public static Tensor nan_to_num(Tensor input, double nan = 0d, double? posinf = null, double? neginf = null) =>
        Aten.nan_to_num.T(input, nan, posinf, neginf);

    /// <summary>The input plus value · tensor1 · tensor2.</summary>
    public static Tensor addcmul(Tensor input, Tensor tensor1, Tensor tensor2, Scalar value) => Aten.addcmul.T(input, tensor1, tensor2, value);

    /// <summary>The input plus value · tensor1 / tensor2.</summary>
    public static Tensor addcdiv(Tensor input, Tensor tensor1, Tensor tensor2, Scalar value) => Aten.addcdiv.T(input, tensor1, tensor2, value);
}
